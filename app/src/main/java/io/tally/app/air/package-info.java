// SPDX-License-Identifier: GPL-3.0-or-later
/// What runs while on the air: which outlet gets which packets, and how each stands.
@NullMarked
package io.tally.app.air;

import org.jspecify.annotations.NullMarked;
