// SPDX-License-Identifier: GPL-3.0-or-later
/// What an SRT sender keeps, sends, sends again and gives up (draft-sharabayko-srt sections 4.6 and
/// 4.8).
@NullMarked
package io.tally.protocol.srt.send;

import org.jspecify.annotations.NullMarked;
