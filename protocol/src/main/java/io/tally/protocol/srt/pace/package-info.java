// SPDX-License-Identifier: GPL-3.0-or-later
/// How fast SRT packets leave (draft-sharabayko-srt section 5.1).
@NullMarked
package io.tally.protocol.srt.pace;

import org.jspecify.annotations.NullMarked;
