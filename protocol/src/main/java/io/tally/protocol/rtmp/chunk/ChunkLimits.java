// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.chunk;

/// How much may a peer make the chunk decoder keep?
///
/// @param maxMessageBytes payload of one message
/// @param maxChunkStreams chunk streams that a peer may use at all
/// @param maxPendingBytes unfinished messages of all chunk streams together
public record ChunkLimits(int maxMessageBytes, int maxChunkStreams, int maxPendingBytes) {
  /// A keyframe of 8 MiB is one at 64 Mb/s every second; nginx-rtmp takes 32 streams and 1 MiB.
  public static ChunkLimits usual() {
    return new ChunkLimits(8 << 20, 64, 12 << 20);
  }

  public ChunkLimits {
    if (maxMessageBytes < 1 || maxChunkStreams < 1 || maxPendingBytes < maxMessageBytes) {
      throw new IllegalArgumentException(
          "Chunk limits must be positive, and one message must fit in what may be pending");
    }
  }
}
