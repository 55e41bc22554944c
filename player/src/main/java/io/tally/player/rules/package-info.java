// SPDX-License-Identifier: GPL-3.0-or-later
/// What a good stream keeps to: seventy-one numbered rules, and what is found against them. The
/// checks lie in the packages below; this one knows none of them.
@NullMarked
package io.tally.player.rules;

import org.jspecify.annotations.NullMarked;
