// SPDX-License-Identifier: GPL-3.0-or-later
/// Devices, sources and the media clock: where pictures and sound come from.
@NullMarked
package io.tally.capture;

import org.jspecify.annotations.NullMarked;
