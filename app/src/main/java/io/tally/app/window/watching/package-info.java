// SPDX-License-Identifier: GPL-3.0-or-later
/// The monitor's place in the window: what viewers see, and the report about it.
@NullMarked
package io.tally.app.window.watching;

import org.jspecify.annotations.NullMarked;
