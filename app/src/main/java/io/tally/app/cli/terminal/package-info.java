// SPDX-License-Identifier: GPL-3.0-or-later
/// How a command speaks, is spoken to, and is asked to end.
@NullMarked
package io.tally.app.cli.terminal;

import org.jspecify.annotations.NullMarked;
