// SPDX-License-Identifier: GPL-3.0-or-later
/// The stations of the chain as a broadcast uses them: which source is meant, and what runs while
/// it is on the air.
@NullMarked
package io.tally.app.station;

import org.jspecify.annotations.NullMarked;
