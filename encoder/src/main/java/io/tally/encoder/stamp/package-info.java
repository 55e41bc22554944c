// SPDX-License-Identifier: GPL-3.0-or-later
/// How pictures are marked with where and when they come from, so that the far end can tell how
/// late, how whole and how good they arrive.
@NullMarked
package io.tally.encoder.stamp;

import org.jspecify.annotations.NullMarked;
