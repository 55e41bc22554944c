// SPDX-License-Identifier: GPL-3.0-or-later
/// Testing an endpoint step by step, before anybody watches.
@NullMarked
package io.tally.protocol.preflight;

import org.jspecify.annotations.NullMarked;
