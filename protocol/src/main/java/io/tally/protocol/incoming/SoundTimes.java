// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.incoming;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.protocol.codec.AudioConfig;
import java.nio.ByteBuffer;

/// When do frames of sound begin and end?
///
/// Written times are rounded (RTMP's to milliseconds, while a frame of AAC lasts 21.33), and one
/// may stand for several frames: frames that lie where the samples before them end are put there
/// exactly, so that the rounding is not heard or written as gaps. Threads: one at a time.
public final class SoundTimes {
  private static final long NS_PER_S = 1_000_000_000;
  private static final long ROUNDING_NS = 2_000_000;

  private boolean anchored;
  private long anchorNs;
  private long samples;
  private long lastNs = Long.MIN_VALUE;

  /// The next frame has this time.
  public void at(long timeNs, AudioConfig config) {
    if (!anchored || Math.abs(timeNs - nextNs(config)) > ROUNDING_NS) {
      anchored = true;
      anchorNs = Math.max(timeNs, lastNs);
      samples = 0;
    }
  }

  /// Whether any time is known.
  public boolean isKnown() {
    return anchored;
  }

  /// Another codec header counts samples anew.
  public void forget() {
    anchored = false;
  }

  /// The next frame.
  public EncodedPacket packet(ByteBuffer frame, AudioConfig config) {
    var beginNs = nextNs(config);
    samples += config.frameSamples(frame);
    lastNs = beginNs;
    return new EncodedPacket(
        Track.AUDIO, beginNs, beginNs, nextNs(config) - beginNs, true, false, frame);
  }

  private long nextNs(AudioConfig config) {
    return anchorNs + samples * NS_PER_S / config.coreSampleRate();
  }
}
