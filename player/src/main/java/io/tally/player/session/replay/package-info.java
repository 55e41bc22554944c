// SPDX-License-Identifier: GPL-3.0-or-later
/// A recorded stream served over HTTP on loopback as it was, with the same timing.
@NullMarked
package io.tally.player.session.replay;

import org.jspecify.annotations.NullMarked;
