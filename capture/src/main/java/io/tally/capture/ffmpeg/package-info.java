// SPDX-License-Identifier: GPL-3.0-or-later
/// The thin glue to FFmpeg that every room with native code shares: loading, errors, the log,
/// scaling.
///
/// No FFmpeg type appears in a public signature here.
@NullMarked
package io.tally.capture.ffmpeg;

import org.jspecify.annotations.NullMarked;
