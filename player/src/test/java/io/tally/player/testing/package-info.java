// SPDX-License-Identifier: GPL-3.0-or-later
/// Streams made by FFmpeg and a server that serves them with faults, for the tests of this room.
@NullMarked
package io.tally.player.testing;

import org.jspecify.annotations.NullMarked;
