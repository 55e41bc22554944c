// SPDX-License-Identifier: GPL-3.0-or-later
/// What every publisher does, whatever protocol it speaks: it connects, sends from an outbox, comes
/// back when the line broke, and stops in time.
@NullMarked
package io.tally.protocol.publish;

import org.jspecify.annotations.NullMarked;
