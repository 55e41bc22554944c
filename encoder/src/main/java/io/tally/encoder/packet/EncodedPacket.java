// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet;

import java.nio.ByteBuffer;

/// One coded access unit: a picture of H.264 or HEVC as length-prefixed NAL units (ISO/IEC
/// 14496-15, four-byte lengths, no parameter sets), of AV1 as the units of one temporal unit in the
/// low-overhead format (AV1 5.2, no temporal delimiter), a raw AAC frame without ADTS, or an Opus
/// packet (RFC 6716 3).
///
/// Shared freely between threads and takers: nothing in it changes after it is made.
///
/// @param ptsNs when it is shown, ns; on the media clock when it comes from our encoder, on the
///   sender's from an ingest
/// @param dtsNs when it is decoded, ns; never falls within a track, at most `ptsNs`
/// @param durationNs how long it lasts, ns
/// @param keyframe decoding can start here (always true for sound)
/// @param disposable no other packet refers to it, so it can be dropped alone
/// @param data the bytes, read-only, from the first to the last
public record EncodedPacket(
    Track track,
    long ptsNs,
    long dtsNs,
    long durationNs,
    boolean keyframe,
    boolean disposable,
    ByteBuffer data) {
  public EncodedPacket {
    data = data.asReadOnlyBuffer();
  }

  /// The bytes, with a position and limit of the caller's own.
  @Override
  public ByteBuffer data() {
    return data.duplicate();
  }

  /// How many bytes it has.
  public int size() {
    return data.remaining();
  }

  /// The same bytes at other times.
  public EncodedPacket at(long newPtsNs, long newDtsNs) {
    return new EncodedPacket(track, newPtsNs, newDtsNs, durationNs, keyframe, disposable, data);
  }
}
