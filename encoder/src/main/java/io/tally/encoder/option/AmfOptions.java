// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import io.tally.capture.media.PixelFormat;
import java.util.Map;

/// What is the encoder of AMD cards on Windows told?
public record AmfOptions() implements H264Options {
  @Override
  public String encoderName() {
    return "h264_amf";
  }

  @Override
  public String label() {
    return "AMD AMF";
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
        "usage",
        "transcoding",
        "rc",
        "cbr",
        "profile",
        "high",
        "bf",
        "0",
        "forced_idr",
        "1");
  }
}
