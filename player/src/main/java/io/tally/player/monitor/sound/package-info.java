// SPDX-License-Identifier: GPL-3.0-or-later
/// How loud is the sound of a stream, and is there any?
@NullMarked
package io.tally.player.monitor.sound;

import org.jspecify.annotations.NullMarked;
