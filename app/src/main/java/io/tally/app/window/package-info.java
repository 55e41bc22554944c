// SPDX-License-Identifier: GPL-3.0-or-later
/// The window: it shows one immutable state and sends intents; a presenter does the rest.
@NullMarked
package io.tally.app.window;

import org.jspecify.annotations.NullMarked;
