// SPDX-License-Identifier: GPL-3.0-or-later
/// `tally doctor`: what this computer has and lacks for a broadcast, in one report.
@NullMarked
package io.tally.app.cli.doctor;

import org.jspecify.annotations.NullMarked;
