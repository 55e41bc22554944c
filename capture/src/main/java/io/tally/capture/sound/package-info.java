// SPDX-License-Identifier: GPL-3.0-or-later
/// Microphones, the desktop's sound and the test tone, on the media clock.
@NullMarked
package io.tally.capture.sound;

import org.jspecify.annotations.NullMarked;
