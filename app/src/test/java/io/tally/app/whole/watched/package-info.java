// SPDX-License-Identifier: GPL-3.0-or-later
/// From end to end and back: what is seen of a broadcast by who watches it.
@NullMarked
package io.tally.app.whole.watched;

import org.jspecify.annotations.NullMarked;
