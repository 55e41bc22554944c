// SPDX-License-Identifier: GPL-3.0-or-later
/// The numbers at the bottom and the sentence when something fails.
@NullMarked
package io.tally.app.window.status;

import org.jspecify.annotations.NullMarked;
