// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import io.tally.capture.media.PixelFormat;
import java.util.Map;

/// What are the encoders behind VA-API (Intel and AMD on Linux) told?
public record VaapiOptions() implements H264Options {
  @Override
  public String encoderName() {
    return "h264_vaapi";
  }

  @Override
  public String label() {
    return "VA-API";
  }

  @Override
  public PixelFormat input() {
    return PixelFormat.NV12;
  }

  @Override
  public boolean wantsUpload() {
    return true;
  }

  @Override
  public boolean canChangeBitrate() {
    return false;
  }

  @Override
  public Map<String, String> values(CodingRequest request) {
    return H264Options.common(
        request, "rc_mode", "CBR", "profile", "high", "bf", "0", "idr_interval", "0");
  }
}
