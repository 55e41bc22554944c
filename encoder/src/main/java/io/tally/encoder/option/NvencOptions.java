// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import io.tally.capture.media.PixelFormat;
import java.util.Map;

/// What is the encoder of NVIDIA cards told?
public record NvencOptions() implements H264Options {
  @Override
  public String encoderName() {
    return "h264_nvenc";
  }

  @Override
  public String label() {
    return "NVIDIA NVENC";
  }

  @Override
  public PixelFormat input() {
    return PixelFormat.NV12;
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
        "p4",
        "tune",
        "hq",
        "rc",
        "cbr",
        "profile",
        "high",
        "bf",
        "2",
        "no-scenecut",
        "1",
        "strict_gop",
        "1",
        "forced-idr",
        "1");
  }
}
