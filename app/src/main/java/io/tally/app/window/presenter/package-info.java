// SPDX-License-Identifier: GPL-3.0-or-later
/// What the wishes of a person do to the broadcast, and what the window shows next: no toolkit.
@NullMarked
package io.tally.app.window.presenter;

import org.jspecify.annotations.NullMarked;
