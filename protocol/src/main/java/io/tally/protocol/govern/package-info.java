// SPDX-License-Identifier: GPL-3.0-or-later
/// At which bit rate does an encoder leave a line that carries everything?
@NullMarked
package io.tally.protocol.govern;

import org.jspecify.annotations.NullMarked;
