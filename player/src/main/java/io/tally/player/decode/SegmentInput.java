// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import io.tally.player.load.LoadedSegment;
import io.tally.player.load.SegmentBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/// Which byte comes next in this timeline?
///
/// FFmpeg's demuxer reads through it: the initialization section, then segment after segment, until
/// one belongs to another timeline. Waits while nothing is loaded. Threads: `demux` only, from
/// within the demuxer.
final class SegmentInput extends Read_packet_Pointer_BytePointer_int {
  private final SegmentBuffer buffer;
  private final TreeMap<Long, LoadedSegment> starts = new TreeMap<>();
  private @Nullable LoadedSegment current;
  private byte[] bytes;
  private boolean inInit;
  private int at;
  private long readBytes;

  /// @param first the buffer's head, with which the timeline begins
  SegmentInput(SegmentBuffer buffer, LoadedSegment first) {
    this.buffer = buffer;
    current = first;
    bytes = first.init();
    starts.put(0L, first);
    inInit = bytes.length > 0;
    if (!inInit) {
      bytes = first.media();
    }
  }

  @Override
  public int call(@Nullable Pointer opaque, BytePointer target, int size) {
    while (at == bytes.length) {
      try {
        if (!next()) {
          return AVERROR_EOF;
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return AVERROR_EOF;
      }
    }
    int now = Math.min(size, bytes.length - at);
    target.put(bytes, at, now);
    at += now;
    readBytes += now;
    return now;
  }

  private boolean next() throws InterruptedException {
    LoadedSegment done = current;
    if (done != null && inInit) {
      inInit = false;
      bytes = done.media();
      at = 0;
      return true;
    }
    discardRest();
    LoadedSegment following = buffer.peek();
    if (following == null || following.newTimeline()) {
      return false;
    }
    current = following;
    bytes = following.media();
    at = 0;
    starts.put(readBytes, following);
    return true;
  }

  /// The segment to which a byte of this input belongs; each is told once, at its first packet.
  @Nullable LoadedSegment begunBy(long position) {
    Map.Entry<Long, LoadedSegment> start = starts.floorEntry(position);
    if (start == null) {
      return null;
    }
    starts.headMap(start.getKey(), true).clear();
    return start.getValue();
  }

  /// The beginning of what FFmpeg will read, to tell the container by.
  byte[] beginning() {
    return bytes;
  }

  /// Gives up what is left of the present segment.
  void discardRest() {
    if (current != null) {
      current = null;
      buffer.remove();
      at = bytes.length;
    }
  }
}
