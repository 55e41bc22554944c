// SPDX-License-Identifier: GPL-3.0-or-later
/// TLS towards a server: whom we trust, and what is wrong with whom we do not.
@NullMarked
package io.tally.protocol.tls;

import org.jspecify.annotations.NullMarked;
