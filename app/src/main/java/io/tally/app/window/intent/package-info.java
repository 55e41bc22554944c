// SPDX-License-Identifier: GPL-3.0-or-later
/// What a person can ask of the window: values only, no toolkit.
@NullMarked
package io.tally.app.window.intent;

import org.jspecify.annotations.NullMarked;
