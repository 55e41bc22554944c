// SPDX-License-Identifier: GPL-3.0-or-later
/// Where a programme is sent, with which secrets, and by which way out of this machine.
@NullMarked
package io.tally.protocol.endpoint;

import org.jspecify.annotations.NullMarked;
