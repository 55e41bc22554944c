// SPDX-License-Identifier: GPL-3.0-or-later
/// What a person chose, and where it is kept from one start to the next.
@NullMarked
package io.tally.app.settings;

import org.jspecify.annotations.NullMarked;
