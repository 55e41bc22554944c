// SPDX-License-Identifier: GPL-3.0-or-later
/// What tests of every room need of the machine: a display, a camera, a clock that moves when told.
@NullMarked
package io.tally.capture.testing;

import org.jspecify.annotations.NullMarked;
