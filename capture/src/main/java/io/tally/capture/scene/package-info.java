// SPDX-License-Identifier: GPL-3.0-or-later
/// What is on the canvas and where, and the thread that draws it once per tick.
@NullMarked
package io.tally.capture.scene;

import org.jspecify.annotations.NullMarked;
