// SPDX-License-Identifier: GPL-3.0-or-later
/// From the press of *Go live* to an endpoint, a key and a file: no toolkit.
@NullMarked
package io.tally.app.window.departure;

import org.jspecify.annotations.NullMarked;
