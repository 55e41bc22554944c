// SPDX-License-Identifier: GPL-3.0-or-later
/// From a device's sample clock to the media clock: measured, and resampled away without a seam.
@NullMarked
package io.tally.capture.sound.drift;

import org.jspecify.annotations.NullMarked;
