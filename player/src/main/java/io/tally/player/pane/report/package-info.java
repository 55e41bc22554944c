// SPDX-License-Identifier: GPL-3.0-or-later
/// The report about the stream that plays, on pages beside or below its picture.
@NullMarked
package io.tally.player.pane.report;

import org.jspecify.annotations.NullMarked;
