// SPDX-License-Identifier: GPL-3.0-or-later
/// How a programme that is on the air without a window is worked by another program: orders on
/// standard input, a line each.
@NullMarked
package io.tally.app.cli.control;

import org.jspecify.annotations.NullMarked;
