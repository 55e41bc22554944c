// SPDX-License-Identifier: GPL-3.0-or-later
/// Which encodes serve all outlets: pure, so that it can be asked before anything is opened.
@NullMarked
package io.tally.app.plan;

import org.jspecify.annotations.NullMarked;
