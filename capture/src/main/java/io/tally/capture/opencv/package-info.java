// SPDX-License-Identifier: GPL-3.0-or-later
/// The thin glue to OpenCV.
@NullMarked
package io.tally.capture.opencv;

import org.jspecify.annotations.NullMarked;
