// SPDX-License-Identifier: GPL-3.0-or-later
/// How the text of a playlist falls into lines, attributes, numbers, dates and addresses (RFC
/// 8216bis 4.1 to 4.3). Hostile text is never an exception here: it is a list of flaws.
@NullMarked
package io.tally.player.playlist.text;

import org.jspecify.annotations.NullMarked;
