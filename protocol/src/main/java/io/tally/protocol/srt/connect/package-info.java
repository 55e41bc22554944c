// SPDX-License-Identifier: GPL-3.0-or-later
/// How an SRT connection is made, on either side (draft-sharabayko-srt section 4.3.1).
@NullMarked
package io.tally.protocol.srt.connect;

import org.jspecify.annotations.NullMarked;
