// SPDX-License-Identifier: GPL-3.0-or-later
/// Pictures that no device takes: the test pattern, and what reads it back.
@NullMarked
package io.tally.capture.picture;

import org.jspecify.annotations.NullMarked;
