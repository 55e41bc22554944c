// SPDX-License-Identifier: GPL-3.0-or-later
/// How the lines of a playlist become its model: every tag of RFC 8216bis 4.4. What is wrong
/// becomes a flaw with its line, and what cannot be understood is left out.
@NullMarked
package io.tally.player.playlist.parser;

import org.jspecify.annotations.NullMarked;
