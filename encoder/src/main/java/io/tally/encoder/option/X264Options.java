// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import io.tally.capture.media.PixelFormat;
import java.util.Map;

/// What is x264 told?
///
/// Threads are left to x264 (frame threads, one and a half per core), as the `ffmpeg` program does.
public record X264Options() implements H264Options {
  @Override
  public String encoderName() {
    return "libx264";
  }

  @Override
  public String label() {
    return "x264 (processor)";
  }

  @Override
  public PixelFormat input() {
    return PixelFormat.YUV420P;
  }

  @Override
  public boolean canChangeBitrate() {
    return true;
  }

  @Override
  public Map<String, String> values(CodingRequest request) {
    return H264Options.common(
        request,
        "preset",
        request.preset(),
        "profile",
        "high",
        "sc_threshold",
        "0",
        "forced-idr",
        "1");
  }
}
