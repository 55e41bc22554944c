// SPDX-License-Identifier: GPL-3.0-or-later
/// What this machine has and can.
@NullMarked
package io.tally.app.window.survey;

import org.jspecify.annotations.NullMarked;
