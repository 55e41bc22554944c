// SPDX-License-Identifier: GPL-3.0-or-later
/// What tests of every room need of processes that they start.
@NullMarked
package io.tally.capture.testing.process;

import org.jspecify.annotations.NullMarked;
