// SPDX-License-Identifier: GPL-3.0-or-later
/// `tally doctor`: the diagnosis of this computer on the command line.
@NullMarked
package io.tally.app.cli.doctor;

import org.jspecify.annotations.NullMarked;
