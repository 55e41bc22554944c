// SPDX-License-Identifier: GPL-3.0-or-later
/// The native codecs: pictures and samples in, packets out, in ticks of the frame or sample rate.
///
/// No FFmpeg type appears in a public signature here.
@NullMarked
package io.tally.encoder.codec;

import org.jspecify.annotations.NullMarked;
