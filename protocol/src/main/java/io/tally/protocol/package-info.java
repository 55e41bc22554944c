// SPDX-License-Identifier: GPL-3.0-or-later
/// Where a programme is sent, by whom, and how that stands; and what becomes of one that comes in.
@NullMarked
package io.tally.protocol;

import org.jspecify.annotations.NullMarked;
