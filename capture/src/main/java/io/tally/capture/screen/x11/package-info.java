// SPDX-License-Identifier: GPL-3.0-or-later
/// What only an X server can tell: its size, its monitors and its pointer.
@NullMarked
package io.tally.capture.screen.x11;

import org.jspecify.annotations.NullMarked;
