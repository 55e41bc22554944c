// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.VideoCodec;
import java.nio.ByteBuffer;

/// What does the codec header of a picture track say, and how are its pictures read with it?
public sealed interface VideoConfig permits AvcConfig, HevcConfig, Av1Header {
  /// Reads a header.
  ///
  /// @throws CorruptedFrameException when it cannot be one of this codec
  static VideoConfig read(VideoCodec codec, ByteBuffer record) {
    return switch (codec) {
      case H264 -> AvcConfig.read(record);
      case HEVC -> HevcConfig.read(record);
      case AV1 -> Av1Header.read(record);
    };
  }

  /// How the track is coded.
  VideoCodec codec();

  /// The whole header, read-only.
  ByteBuffer record();

  /// Px, after cropping.
  int width();

  /// Px, after cropping.
  int height();

  /// 0 when the header does not say.
  double framesPerSecond();

  /// Reads one picture; its bytes are shared, not copied, unless something must go.
  ///
  /// @throws CorruptedFrameException when its parts do not fit
  CodedPicture picture(ByteBuffer data);
}
