// SPDX-License-Identifier: GPL-3.0-or-later
/// What each video encoder that FFmpeg knows must be told to make a live stream.
///
/// Pure values, so that the arguments for encoders that this machine does not have are under test
/// too.
@NullMarked
package io.tally.encoder.option;

import org.jspecify.annotations.NullMarked;
