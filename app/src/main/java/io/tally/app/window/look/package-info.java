// SPDX-License-Identifier: GPL-3.0-or-later
/// How the window looks: theme, icons, and how numbers are written.
@NullMarked
package io.tally.app.window.look;

import org.jspecify.annotations.NullMarked;
