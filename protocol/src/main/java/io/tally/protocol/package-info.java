// SPDX-License-Identifier: GPL-3.0-or-later
/// How the sending of a programme stands; and what becomes of one that comes in.
@NullMarked
package io.tally.protocol;

import org.jspecify.annotations.NullMarked;
