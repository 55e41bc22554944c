// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/// Which bytes did a device give in one go: a picture, or some samples?
///
/// Has one owner, who closes it; it may outlive its device. Threads: any one at a time. [#close] is
/// idempotent.
public final class DevicePacket implements AutoCloseable {
  private final AVPacket packet;
  private final MemorySegment bytes;
  private final AtomicBoolean closed = new AtomicBoolean();

  @SuppressWarnings("restricted") // FFmpeg tells the length of what it gives
  DevicePacket(AVPacket packet) {
    this.packet = packet;
    this.bytes = MemorySegment.ofAddress(packet.data().address()).reinterpret(packet.size());
  }

  /// The bytes in FFmpeg's memory, valid until [#close].
  public MemorySegment bytes() {
    return bytes;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      av_packet_free(packet);
    }
  }
}
