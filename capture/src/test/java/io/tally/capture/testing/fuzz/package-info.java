// SPDX-License-Identifier: GPL-3.0-or-later
/// How what fuzzing has found is fed again, for the rooms that have readers.
@NullMarked
package io.tally.capture.testing.fuzz;

import org.jspecify.annotations.NullMarked;
