// SPDX-License-Identifier: GPL-3.0-or-later
/// `tally record-session` and `tally replay-session`: a stream kept with its timing, and shown
/// again.
@NullMarked
package io.tally.app.cli.session;

import org.jspecify.annotations.NullMarked;
