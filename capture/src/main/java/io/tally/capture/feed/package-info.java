// SPDX-License-Identifier: GPL-3.0-or-later
/// How pictures come from a device that may come and go, whichever it is.
@NullMarked
package io.tally.capture.feed;

import org.jspecify.annotations.NullMarked;
