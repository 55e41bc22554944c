// SPDX-License-Identifier: GPL-3.0-or-later
/// How the bytes of a stream come over HTTP: playlists again and again, segments ahead of time,
/// with limits on size and time. All of it runs on virtual threads; the playback way waits.
@NullMarked
package io.tally.player.load;

import org.jspecify.annotations.NullMarked;
