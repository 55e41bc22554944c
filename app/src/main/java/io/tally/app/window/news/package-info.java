// SPDX-License-Identifier: GPL-3.0-or-later
/// What the window says about newer versions.
@NullMarked
package io.tally.app.window.news;

import org.jspecify.annotations.NullMarked;
