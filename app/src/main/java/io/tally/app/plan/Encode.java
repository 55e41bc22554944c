// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.plan;

import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.EncodingSettings;
import io.tally.capture.scene.CanvasFormat;
import io.tally.encoder.option.VideoOptions;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.service.SentMedia;
import java.util.Locale;
import java.util.OptionalInt;

/// What does one encode make of the canvas and the mix?
///
/// @param picture size and rate; the canvas's own, or smaller
/// @param coding how that picture and the sound are coded
public record Encode(CanvasFormat picture, EncodingSettings coding) {
  /// The encode that a person asked for.
  public static Encode wanted(BroadcastSettings settings) {
    return new Encode(settings.canvas(), settings.encoding());
  }

  /// Picture and sound together, bit/s.
  public long totalBps() {
    return (long) coding.videoBitrateBps() + coding.audioBitrateBps();
  }

  /// Pixels a second: what coding costs, about.
  public double pixelsPerSecond() {
    return (double) picture.width() * picture.height() * picture.rate().perSecond();
  }

  /// The same as services see it.
  public SentMedia media() {
    return new SentMedia(
        picture.width(),
        picture.height(),
        picture.rate().perSecond(),
        videoCodec(),
        coding.videoBitrateBps(),
        coding.keyframeSeconds(),
        coding.bFrames().orElse(usualBFrames()),
        coding.audioCodec(),
        coding.audioBitrateBps());
  }

  /// How the picture is coded, which its encoder tells.
  public VideoCodec videoCodec() {
    return VideoOptions.named(coding.encoder()).map(VideoOptions::codec).orElse(VideoCodec.H264);
  }

  /// As many as the encoder makes when nobody asks.
  private int usualBFrames() {
    String name = coding.encoder();
    if (name.startsWith("lib")) {
      return videoCodec() == VideoCodec.AV1 ? 0 : 3;
    }
    return name.endsWith("_nvenc") || name.endsWith("_qsv") ? 2 : 0;
  }

  /// In words, such as `1280x720 at 30 fps, 2500 kb/s, a keyframe every 2 s`.
  public String words() {
    String rhythm = seconds(coding.keyframeSeconds());
    return "%s%dx%d at %s fps, %d kb/s, a keyframe every %s s%s"
        .formatted(
            videoCodec() == VideoCodec.H264 ? "" : videoCodec().label() + " ",
            picture.width(),
            picture.height(),
            picture.rate(),
            coding.videoBitrateBps() / 1000,
            rhythm,
            coding.bFrames().equals(OptionalInt.of(0)) ? ", no B-frames" : "");
  }

  /// A whole number without its fraction.
  static String seconds(double seconds) {
    return seconds == Math.rint(seconds)
        ? Long.toString((long) seconds)
        : String.format(Locale.ROOT, "%.2f", seconds);
  }
}
