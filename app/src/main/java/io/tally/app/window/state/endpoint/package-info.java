// SPDX-License-Identifier: GPL-3.0-or-later
/// What the window shows of the endpoints and of the form that makes one: values only, no toolkit.
@NullMarked
package io.tally.app.window.state.endpoint;

import org.jspecify.annotations.NullMarked;
