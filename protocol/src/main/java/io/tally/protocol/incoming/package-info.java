// SPDX-License-Identifier: GPL-3.0-or-later
/// What every programme that comes in needs, whatever protocol brings it: times that go on,
/// pictures and sound that last, and a moment at which its packets may go.
@NullMarked
package io.tally.protocol.incoming;

import org.jspecify.annotations.NullMarked;
