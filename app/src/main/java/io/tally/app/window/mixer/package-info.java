// SPDX-License-Identifier: GPL-3.0-or-later
/// A strip for each channel: meter, gain and mute.
@NullMarked
package io.tally.app.window.mixer;

import org.jspecify.annotations.NullMarked;
