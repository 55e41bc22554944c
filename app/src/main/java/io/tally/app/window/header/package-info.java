// SPDX-License-Identifier: GPL-3.0-or-later
/// The top of the window: tally lamp, time on air and the one button that matters.
@NullMarked
package io.tally.app.window.header;

import org.jspecify.annotations.NullMarked;
