// SPDX-License-Identifier: GPL-3.0-or-later
/// Raw pictures and sound: the currency of the capture room, read by every room after it.
@NullMarked
package io.tally.capture.media;

import org.jspecify.annotations.NullMarked;
