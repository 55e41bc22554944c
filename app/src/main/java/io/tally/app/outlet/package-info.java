// SPDX-License-Identifier: GPL-3.0-or-later
/// Where a programme goes: an endpoint with what is known about it.
@NullMarked
package io.tally.app.outlet;

import org.jspecify.annotations.NullMarked;
