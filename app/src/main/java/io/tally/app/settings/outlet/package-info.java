// SPDX-License-Identifier: GPL-3.0-or-later
/// What is remembered of each endpoint.
@NullMarked
package io.tally.app.settings.outlet;

import org.jspecify.annotations.NullMarked;
