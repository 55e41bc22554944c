// SPDX-License-Identifier: GPL-3.0-or-later
/// What runs from open to close, on the air or not: sources, canvas and mixer.
@NullMarked
package io.tally.app.stage;

import org.jspecify.annotations.NullMarked;
