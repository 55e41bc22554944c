// SPDX-License-Identifier: GPL-3.0-or-later
/// What the access units of one track in an MPEG transport stream mean.
@NullMarked
package io.tally.protocol.ts.track;

import org.jspecify.annotations.NullMarked;
