// SPDX-License-Identifier: GPL-3.0-or-later
/// A small HTTP/1.1 server for what is in memory: playlists, segments and the page that plays them.
@NullMarked
package io.tally.protocol.origin;

import org.jspecify.annotations.NullMarked;
