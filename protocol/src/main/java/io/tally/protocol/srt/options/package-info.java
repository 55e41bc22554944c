// SPDX-License-Identifier: GPL-3.0-or-later
/// What an srt:// line says.
@NullMarked
package io.tally.protocol.srt.options;

import org.jspecify.annotations.NullMarked;
