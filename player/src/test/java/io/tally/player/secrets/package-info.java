// SPDX-License-Identifier: GPL-3.0-or-later
/// Do tokens, cookies and signatures get where they belong, and nowhere else?
@NullMarked
package io.tally.player.secrets;

import org.jspecify.annotations.NullMarked;
