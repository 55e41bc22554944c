// SPDX-License-Identifier: GPL-3.0-or-later
/// A recorded stream on disk: a folder with one line of text an answer and one file a body.
@NullMarked
package io.tally.player.session.store;

import org.jspecify.annotations.NullMarked;
