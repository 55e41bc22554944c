// SPDX-License-Identifier: GPL-3.0-or-later
/// What the window shows: values only, no toolkit.
@NullMarked
package io.tally.app.window.state;

import org.jspecify.annotations.NullMarked;
