// SPDX-License-Identifier: GPL-3.0-or-later
/// Captions as they once stood in line 21 of analogue pictures (CEA-608): two bytes a field.
@NullMarked
package io.tally.player.caption.line21;

import org.jspecify.annotations.NullMarked;
