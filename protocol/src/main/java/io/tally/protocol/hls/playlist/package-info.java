// SPDX-License-Identifier: GPL-3.0-or-later
/// The text of playlists (draft-pantos-hls-rfc8216bis 4), made of what is known about segments and
/// codecs. Values only: no time passes here.
@NullMarked
package io.tally.protocol.hls.playlist;

import org.jspecify.annotations.NullMarked;
