// SPDX-License-Identifier: GPL-3.0-or-later
/// From the bytes of segments to pictures and sound in time: demuxer, timelines and decoders.
/// FFmpeg only ever reads memory here; it opens no protocol.
@NullMarked
package io.tally.player.decode;

import org.jspecify.annotations.NullMarked;
