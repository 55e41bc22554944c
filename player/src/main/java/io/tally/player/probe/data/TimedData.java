// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.data;

/// Which bytes does a segment carry for a moment, beside picture and sound?
///
/// @param kind what they are
/// @param atNs in the container's own clock, ns
/// @param durationNs how long they hold, ns; 0 when not told
/// @param scheme what names them in an `emsg` box; empty elsewhere
/// @param value what the box says beside; empty elsewhere
/// @param payload their bytes; nobody writes to them
@SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
public record TimedData(
    Kind kind, long atNs, long durationNs, String scheme, String value, byte[] payload) {
  /// What are the bytes?
  public enum Kind {
    /// An ID3 tag, or several.
    ID3,
    /// A splice_info_section of SCTE 35.
    SCTE35,
    /// An event message of another scheme.
    MESSAGE
  }
}
