// SPDX-License-Identifier: GPL-3.0-or-later
/// What a segment carries beside pictures and sound: metadata and messages with their times.
@NullMarked
package io.tally.player.probe.data;

import org.jspecify.annotations.NullMarked;
