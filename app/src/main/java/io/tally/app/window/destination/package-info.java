// SPDX-License-Identifier: GPL-3.0-or-later
/// Where the programme goes: a card for each endpoint, and whether it is recorded.
@NullMarked
package io.tally.app.window.destination;

import org.jspecify.annotations.NullMarked;
