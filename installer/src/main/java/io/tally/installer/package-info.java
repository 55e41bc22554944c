// SPDX-License-Identifier: GPL-3.0-or-later
/// Build steps that Maven has no plugin for. Nothing of it is shipped.
@NullMarked
package io.tally.installer;

import org.jspecify.annotations.NullMarked;
