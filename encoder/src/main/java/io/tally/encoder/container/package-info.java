// SPDX-License-Identifier: GPL-3.0-or-later
/// Packets to the bytes of a container, by libavformat.
///
/// No FFmpeg type appears in a public signature here.
@NullMarked
package io.tally.encoder.container;

import org.jspecify.annotations.NullMarked;
