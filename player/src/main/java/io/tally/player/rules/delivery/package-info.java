// SPDX-License-Identifier: GPL-3.0-or-later
/// The rules that servers and caches are measured by, request after request.
@NullMarked
package io.tally.player.rules.delivery;

import org.jspecify.annotations.NullMarked;
