// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check.trace;

import java.time.Instant;

/// What did a playlist say at a moment?
///
/// @param track as the report names it
/// @param at when it had come
/// @param text as it came, unpacked
public record PlaylistVersion(String track, Instant at, String text) {}
