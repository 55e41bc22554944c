// SPDX-License-Identifier: GPL-3.0-or-later
/// One accepted connection to an endpoint, and how it is opened: what each protocol offers to the
/// publisher.
@NullMarked
package io.tally.protocol.line;

import org.jspecify.annotations.NullMarked;
