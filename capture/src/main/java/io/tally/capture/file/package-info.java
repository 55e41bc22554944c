// SPDX-License-Identifier: GPL-3.0-or-later
/// Media files as sources: pictures and sound in step, looped, in real time.
@NullMarked
package io.tally.capture.file;

import org.jspecify.annotations.NullMarked;
