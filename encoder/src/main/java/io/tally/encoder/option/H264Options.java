// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import io.tally.capture.media.PixelFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is one of FFmpeg's H.264 encoders called, fed with and told?
///
/// All are asked for the same: constant bit rate with a buffer of one second, closed GOPs of one
/// length, no keyframes at scene cuts (so that segments are even), High profile, BT.709 tags. No
/// filler is asked for: a still screen may cost less than the rate, and filler is no picture.
public sealed interface H264Options
    permits X264Options,
        NvencOptions,
        VaapiOptions,
        QsvOptions,
        VideoToolboxOptions,
        MediaFoundationOptions,
        AmfOptions {
  /// FFmpeg's name of the encoder.
  String encoderName();

  /// What a person knows it by.
  String label();

  /// The layout of the pictures that it takes.
  PixelFormat input();

  /// Whether pictures must lie in the graphics card's memory first (VAAPI).
  default boolean wantsUpload() {
    return false;
  }

  /// Whether a new bit rate is taken while it runs.
  boolean canChangeBitrate();

  /// FFmpeg's options, by name.
  Map<String, String> values(CodingRequest request);

  /// Every encoder that Tally knows, the processor's own last: the order in which they are tried.
  static List<H264Options> all() {
    return List.of(
        new NvencOptions(),
        new QsvOptions(),
        new VaapiOptions(),
        new VideoToolboxOptions(),
        new AmfOptions(),
        new MediaFoundationOptions(),
        new X264Options());
  }

  /// The one that FFmpeg calls so.
  static Optional<H264Options> named(String encoderName) {
    return all().stream().filter(o -> o.encoderName().equals(encoderName)).findFirst();
  }

  /// The shared part, with more options after it.
  ///
  /// @param more name, value, name, value, …
  static Map<String, String> common(CodingRequest request, String... more) {
    String bitrate = Integer.toString(request.bitrateBps());
    Map<String, String> values = new LinkedHashMap<>();
    values.put("b", bitrate);
    values.put("maxrate", bitrate);
    values.put("bufsize", bitrate);
    values.put("g", Integer.toString(request.gopFrames()));
    values.put("flags", "+cgop+global_header");
    values.put("color_range", "tv");
    values.put("colorspace", "bt709");
    values.put("color_primaries", "bt709");
    values.put("color_trc", "bt709");
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return values;
  }
}
