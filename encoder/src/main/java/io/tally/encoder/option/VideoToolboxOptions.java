// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import io.tally.capture.media.PixelFormat;
import java.util.Map;

/// What is the encoder of macOS told?
///
/// Its own constant bit rate mode exists on some machines only, so the rate is held by its data
/// rate limits.
public record VideoToolboxOptions() implements H264Options {
  @Override
  public String encoderName() {
    return "h264_videotoolbox";
  }

  @Override
  public String label() {
    return "Apple VideoToolbox";
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
        request, "profile", "high", "bf", "0", "realtime", "1", "allow_sw", "0");
  }
}
