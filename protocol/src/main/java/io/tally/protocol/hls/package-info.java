// SPDX-License-Identifier: GPL-3.0-or-later
/// Coded packets in, HTTP Live Streaming out (draft-pantos-hls-rfc8216bis): segments in memory and
/// the playlists that list them. Who fetches them is the concern of `origin`.
@NullMarked
package io.tally.protocol.hls;

import org.jspecify.annotations.NullMarked;
