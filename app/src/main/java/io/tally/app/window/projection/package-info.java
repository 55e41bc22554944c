// SPDX-License-Identifier: GPL-3.0-or-later
/// From how everything stands to what the window shows: pure functions, no toolkit.
@NullMarked
package io.tally.app.window.projection;

import org.jspecify.annotations.NullMarked;
