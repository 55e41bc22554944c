// SPDX-License-Identifier: GPL-3.0-or-later
/// The embedded far end on loopback: takes streams in and makes HLS of them.
@NullMarked
package io.tally.protocol.ingest;

import org.jspecify.annotations.NullMarked;
