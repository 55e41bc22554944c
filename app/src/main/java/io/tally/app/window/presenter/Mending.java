// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.window.state.Picture;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.service.Fix;
import java.util.Optional;
import java.util.OptionalInt;

/// Which change of the settings takes a service's objection away?
final class Mending {
  private Mending() {}

  /// Another way to code; empty where the fix is of another sort.
  static Optional<EncodingSettings> encoding(EncodingSettings now, Fix fix) {
    return switch (fix) {
      case Fix.SetVideoBitrate set -> Optional.of(now.withVideoBitrate(set.bps()));
      case Fix.SetAudioBitrate set -> Optional.of(now.withAudioBitrate(set.bps()));
      case Fix.SetKeyframeSeconds set -> Optional.of(now.withKeyframeSeconds(set.seconds()));
      case Fix.NoBFrames _ -> Optional.of(now.withBFrames(OptionalInt.of(0)));
      case Fix.SetAudioCodec set -> Optional.of(now.withAudioCodec(set.codec()));
      case Fix.SetVideoCodec set -> Optional.of(now.withEncoder(software(set.codec())));
      case Fix.SetCanvas _, Fix.SetFrameRate _ -> Optional.empty();
    };
  }

  /// The encoder that works on every machine.
  private static String software(VideoCodec codec) {
    return switch (codec) {
      case H264 -> "libx264";
      case HEVC -> "libx265";
      case AV1 -> "libsvtav1";
    };
  }

  /// Another canvas; empty where the fix is of another sort.
  static Optional<Picture> picture(BroadcastSettings now, Fix fix) {
    int bitrateBps = now.encoding().videoBitrateBps();
    int rate = (int) Math.round(now.canvas().rate().perSecond());
    return switch (fix) {
      case Fix.SetCanvas set ->
          Optional.of(new Picture(set.width(), set.height(), rate, bitrateBps));
      case Fix.SetFrameRate set ->
          Optional.of(
              new Picture(
                  now.canvas().width(), now.canvas().height(), set.framesPerSecond(), bitrateBps));
      case Fix.SetVideoBitrate _,
          Fix.SetAudioBitrate _,
          Fix.SetKeyframeSeconds _,
          Fix.NoBFrames _,
          Fix.SetVideoCodec _,
          Fix.SetAudioCodec _ ->
          Optional.empty();
    };
  }
}
