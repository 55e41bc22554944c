// SPDX-License-Identifier: GPL-3.0-or-later
/// The list of sources and the menu that adds one.
@NullMarked
package io.tally.app.window.sources;

import org.jspecify.annotations.NullMarked;
