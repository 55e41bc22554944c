// SPDX-License-Identifier: GPL-3.0-or-later
/// The preview: what is on the canvas, and how large, how fast and with how many bits it is made.
@NullMarked
package io.tally.app.window.canvas;

import org.jspecify.annotations.NullMarked;
