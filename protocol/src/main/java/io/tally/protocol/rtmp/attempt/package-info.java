// SPDX-License-Identifier: GPL-3.0-or-later
/// The steps of an attempt to publish, told while they are taken.
@NullMarked
package io.tally.protocol.rtmp.attempt;

import org.jspecify.annotations.NullMarked;
