// SPDX-License-Identifier: GPL-3.0-or-later
/// Where the sender and the monitor of one program meet: what was sent is compared with what
/// arrives.
@NullMarked
package io.tally.app.glass;

import org.jspecify.annotations.NullMarked;
