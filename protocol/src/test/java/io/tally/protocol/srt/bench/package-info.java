// SPDX-License-Identifier: GPL-3.0-or-later
/// What our SRT costs and repairs, side by side with libsrt in the same run.
@NullMarked
package io.tally.protocol.srt.bench;

import org.jspecify.annotations.NullMarked;
