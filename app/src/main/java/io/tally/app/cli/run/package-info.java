// SPDX-License-Identifier: GPL-3.0-or-later
/// How one run of the command line goes, from the first packet to the exit code.
@NullMarked
package io.tally.app.cli.run;

import org.jspecify.annotations.NullMarked;
