// SPDX-License-Identifier: GPL-3.0-or-later
/// What does this computer have and lack for a broadcast? Asked by `tally doctor` and the window.
@NullMarked
package io.tally.app.doctor;

import org.jspecify.annotations.NullMarked;
