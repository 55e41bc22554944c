// SPDX-License-Identifier: GPL-3.0-or-later
/// How canvas and mix become packets while on the air: one encode or several.
@NullMarked
package io.tally.app.rendition;

import org.jspecify.annotations.NullMarked;
