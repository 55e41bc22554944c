// SPDX-License-Identifier: GPL-3.0-or-later
/// The sound desk: channels with gain, mute, offset and meters, and the one programme they make.
@NullMarked
package io.tally.capture.mix;

import org.jspecify.annotations.NullMarked;
