// SPDX-License-Identifier: GPL-3.0-or-later
/// How pixels get onto a canvas: parts of pictures, copied, scaled or mixed.
@NullMarked
package io.tally.capture.scene.draw;

import org.jspecify.annotations.NullMarked;
