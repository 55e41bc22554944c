// SPDX-License-Identifier: GPL-3.0-or-later
/// What a segment really holds: times, keyframes, formats, tables and counters, read from its bytes
/// without decoding. FFmpeg's demuxer hides what a checker asks for (continuity counters, whether
/// the tables come first), so this reads MPEG-TS, fragmented MP4 and packed audio itself. Hostile
/// bytes give fewer facts, never an exception.
@NullMarked
package io.tally.player.probe;

import org.jspecify.annotations.NullMarked;
