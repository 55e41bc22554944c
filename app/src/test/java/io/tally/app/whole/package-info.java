// SPDX-License-Identifier: GPL-3.0-or-later
/// From end to end: the program as a process, real devices or their emulation, real servers and
/// players of others.
@NullMarked
package io.tally.app.whole;

import org.jspecify.annotations.NullMarked;
