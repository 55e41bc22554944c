// SPDX-License-Identifier: GPL-3.0-or-later
/// The form over the window in which an endpoint is added, edited and tested.
@NullMarked
package io.tally.app.window.form;

import org.jspecify.annotations.NullMarked;
