// SPDX-License-Identifier: GPL-3.0-or-later
/// Where does the command line say that the programme goes?
@NullMarked
package io.tally.app.cli.target;

import org.jspecify.annotations.NullMarked;
