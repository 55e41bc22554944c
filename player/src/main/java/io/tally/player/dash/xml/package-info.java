// SPDX-License-Identifier: GPL-3.0-or-later
/// What a manifest in XML holds, as a tree of bounded size, and what the values in it mean. Bad
/// input is never an exception here.
@NullMarked
package io.tally.player.dash.xml;

import org.jspecify.annotations.NullMarked;
