// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import io.tally.capture.media.PixelFormat;
import java.util.Map;

/// What is the encoder of Intel graphics (Quick Sync) told?
public record QsvOptions() implements H264Options {
  @Override
  public String encoderName() {
    return "h264_qsv";
  }

  @Override
  public String label() {
    return "Intel Quick Sync";
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
        "veryfast",
        "profile",
        "high",
        "bf",
        "2",
        "look_ahead",
        "0",
        "adaptive_i",
        "0",
        "forced_idr",
        "1");
  }
}
