// SPDX-License-Identifier: GPL-3.0-or-later
/// Cameras: which there are, and their pictures, on every platform.
@NullMarked
package io.tally.capture.camera;

import org.jspecify.annotations.NullMarked;
