// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import io.tally.capture.media.PixelFormat;
import java.util.Map;

/// What is the encoder behind Media Foundation (Windows) told?
public record MediaFoundationOptions() implements H264Options {
  @Override
  public String encoderName() {
    return "h264_mf";
  }

  @Override
  public String label() {
    return "Media Foundation";
  }

  @Override
  public PixelFormat input() {
    return PixelFormat.NV12;
  }

  @Override
  public boolean canChangeBitrate() {
    return false;
  }

  @Override
  public Map<String, String> values(CodingRequest request) {
    return H264Options.common(
        request,
        "rate_control",
        "cbr",
        "scenario",
        "live_streaming",
        "hw_encoding",
        "1",
        "bf",
        "0");
  }
}
