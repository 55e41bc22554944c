// SPDX-License-Identifier: GPL-3.0-or-later
/// What the README and the documents tell a reader to type, and a far side that stands for the
/// hosts that they name.
@NullMarked
package io.tally.app.documented;

import org.jspecify.annotations.NullMarked;
