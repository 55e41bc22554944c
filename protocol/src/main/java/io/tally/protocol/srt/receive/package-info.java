// SPDX-License-Identifier: GPL-3.0-or-later
/// What an SRT receiver keeps, asks for, plays and gives up (draft-sharabayko-srt sections 4.5, 4.6
/// and 4.8).
@NullMarked
package io.tally.protocol.srt.receive;

import org.jspecify.annotations.NullMarked;
