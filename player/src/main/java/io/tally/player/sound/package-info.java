// SPDX-License-Identifier: GPL-3.0-or-later
/// How sound comes out, and how the clock that drives the picture follows it.
@NullMarked
package io.tally.player.sound;

import org.jspecify.annotations.NullMarked;
