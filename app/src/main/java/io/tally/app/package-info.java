// SPDX-License-Identifier: GPL-3.0-or-later
/// The broadcast: what joins the rooms of the chain into one thing to start, watch and stop, with
/// no window needed.
@NullMarked
package io.tally.app;

import org.jspecify.annotations.NullMarked;
