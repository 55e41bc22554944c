// SPDX-License-Identifier: GPL-3.0-or-later
/// What waits to be sent to one endpoint, and what of it may be dropped.
@NullMarked
package io.tally.protocol.outbox;

import org.jspecify.annotations.NullMarked;
