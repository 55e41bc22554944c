// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import io.tally.player.playlist.Segment.ByteRange;
import java.net.URI;

/// Where does the index of a file lie that says which of its bytes are the segments?
public record IndexPlace(URI uri, ByteRange range) {}
