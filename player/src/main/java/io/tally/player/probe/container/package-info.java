// SPDX-License-Identifier: GPL-3.0-or-later
/// How containers fall into their pieces: packets, boxes, headers and ticks. Hostile bytes give
/// fewer pieces, never an exception.
@NullMarked
package io.tally.player.probe.container;

import org.jspecify.annotations.NullMarked;
