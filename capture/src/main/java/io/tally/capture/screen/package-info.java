// SPDX-License-Identifier: GPL-3.0-or-later
/// Screens: which there are, and their pictures, on every platform.
@NullMarked
package io.tally.capture.screen;

import org.jspecify.annotations.NullMarked;
