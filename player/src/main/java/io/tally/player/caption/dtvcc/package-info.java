// SPDX-License-Identifier: GPL-3.0-or-later
/// Captions of digital television (CEA-708): services that draw windows.
@NullMarked
package io.tally.player.caption.dtvcc;

import org.jspecify.annotations.NullMarked;
