// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.track;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.protocol.codec.AudioConfig;
import java.nio.ByteBuffer;

/// When do frames of sound begin and end?
///
/// A time stands at the first frame of several, and is rounded: frames that lie where the samples
/// before them end are put there exactly, so that the rounding is not heard or written as gaps.
final class SoundTimes {
  private static final long NS_PER_S = 1_000_000_000;
  private static final long ROUNDING_NS = 2_000_000;

  private boolean anchored;
  private long anchorNs;
  private long samples;
  private long lastNs = Long.MIN_VALUE;

  /// The next frame has this time.
  void at(long timeNs, AudioConfig config) {
    if (!anchored || Math.abs(timeNs - nextNs(config)) > ROUNDING_NS) {
      anchored = true;
      anchorNs = Math.max(timeNs, lastNs);
      samples = 0;
    }
  }

  /// Whether any time is known.
  boolean isKnown() {
    return anchored;
  }

  /// Another codec header counts samples anew.
  void forget() {
    anchored = false;
  }

  /// The next frame.
  EncodedPacket packet(ByteBuffer frame, AudioConfig config) {
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
