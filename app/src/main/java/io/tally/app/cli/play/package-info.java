// SPDX-License-Identifier: GPL-3.0-or-later
/// `tally play`: a stream or a playlist on disk, played and told about without a window.
@NullMarked
package io.tally.app.cli.play;

import org.jspecify.annotations.NullMarked;
