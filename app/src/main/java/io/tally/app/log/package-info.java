// SPDX-License-Identifier: GPL-3.0-or-later
/// Where the log goes.
@NullMarked
package io.tally.app.log;

import org.jspecify.annotations.NullMarked;
