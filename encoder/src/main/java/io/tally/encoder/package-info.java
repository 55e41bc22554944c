// SPDX-License-Identifier: GPL-3.0-or-later
/// From raw frames to packets, and from packets to files: encoders with their threads, the bus that
/// hands one encode to many takers, the recorder.
@NullMarked
package io.tally.encoder;

import org.jspecify.annotations.NullMarked;
