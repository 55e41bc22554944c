// SPDX-License-Identifier: GPL-3.0-or-later
/// What a person sees of a stream: the picture, and the pane with its controls. The only package of
/// this room that knows JavaFX.
@NullMarked
package io.tally.player.pane;

import org.jspecify.annotations.NullMarked;
