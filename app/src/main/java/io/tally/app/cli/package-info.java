// SPDX-License-Identifier: GPL-3.0-or-later
/// The command line: words in, lines and an exit code out, on the same broadcast as the window.
@NullMarked
package io.tally.app.cli;

import org.jspecify.annotations.NullMarked;
