// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption;

/// Which caption bytes come with one picture?
///
/// @param ptsNs when it is shown, ns of the run time
/// @param triplets of three bytes each: a marker with type and validity, and two of data (ATSC A/53
///   Part 4 table 6.8); nobody writes to them
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
record CaptionBytes(long ptsNs, byte[] triplets) {}
