// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.destination;

import io.tally.app.window.look.Words;
import io.tally.protocol.service.Fix;
import java.util.Locale;

/// What does the button say that takes an objection away?
final class MendWords {
  private MendWords() {}

  static String of(Fix fix) {
    return switch (fix) {
      case Fix.SetVideoBitrate set -> "Set " + Words.bitrate(set.bps());
      case Fix.SetAudioBitrate set -> "Set " + Words.bitrate(set.bps()) + " of sound";
      case Fix.SetKeyframeSeconds set ->
          "Keyframe every "
              + String.format(Locale.ROOT, "%.3g", set.seconds()).replaceFirst("\\.?0+$", "")
              + " s";
      case Fix.NoBFrames _ -> "No B-frames";
      case Fix.SetCanvas set -> "Set " + Words.size(set.width(), set.height());
      case Fix.SetFrameRate set -> "Set " + set.framesPerSecond() + " fps";
      case Fix.SetVideoCodec set -> "Use " + set.codec().label();
      case Fix.SetAudioCodec set -> "Use " + set.codec().label();
    };
  }
}
