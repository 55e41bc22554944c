// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import io.tally.capture.media.PixelFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is each of FFmpeg's H.264 encoders called, fed with and told?
///
/// All are asked for the same: constant bit rate with a buffer of one second, closed GOPs of one
/// length, no keyframes at scene cuts (so that segments are even), High profile, BT.709 tags. No
/// filler is asked for: a still screen may cost less than the rate, and filler is no picture. They
/// stand in the order in which they are tried, the processor's own last.
public enum H264Options {
  /// NVIDIA cards.
  NVENC(
      "h264_nvenc",
      "NVIDIA NVENC",
      "preset=p4:tune=hq:rc=cbr:profile=high:bf=2:no-scenecut=1:strict_gop=1:forced-idr=1"),

  /// Intel graphics (Quick Sync).
  QSV(
      "h264_qsv",
      "Intel Quick Sync",
      "preset=veryfast:profile=high:bf=2:look_ahead=0:adaptive_i=0:forced_idr=1"),

  /// Intel and AMD on Linux.
  VAAPI("h264_vaapi", "VA-API", "rc_mode=CBR:profile=high:bf=0:idr_interval=0"),

  /// macOS. Its own constant bit rate mode exists on some machines only, so the rate is held by its
  /// data rate limits.
  VIDEO_TOOLBOX(
      "h264_videotoolbox", "Apple VideoToolbox", "profile=high:bf=0:realtime=1:allow_sw=0"),

  /// AMD cards on Windows.
  AMF("h264_amf", "AMD AMF", "usage=transcoding:rc=cbr:profile=high:bf=0:forced_idr=1"),

  /// Whatever stands behind Media Foundation (Windows).
  MEDIA_FOUNDATION(
      "h264_mf", "Media Foundation", "rate_control=cbr:scenario=live_streaming:hw_encoding=1:bf=0"),

  /// Threads are left to x264 (frame threads, one and a half per core), as the `ffmpeg` program
  /// does.
  X264("libx264", "x264 (processor)", "profile=high:sc_threshold=0:forced-idr=1") {
    @Override
    public Map<String, String> values(CodingRequest request) {
      Map<String, String> values = super.values(request);
      values.put("preset", request.preset());
      return values;
    }
  };

  private final String encoderName;
  private final String label;
  private final String own; // as FFmpeg writes options: name=value:name=value

  H264Options(String encoderName, String label, String own) {
    this.encoderName = encoderName;
    this.label = label;
    this.own = own;
  }

  /// FFmpeg's name of the encoder.
  public String encoderName() {
    return encoderName;
  }

  /// What a person knows it by.
  public String label() {
    return label;
  }

  /// The layout of the pictures that it takes.
  public PixelFormat input() {
    return this == X264 ? PixelFormat.YUV420P : PixelFormat.NV12;
  }

  /// Whether pictures must lie in the graphics card's memory first.
  public boolean wantsUpload() {
    return this == VAAPI;
  }

  /// Whether a new bit rate is taken while it runs.
  public boolean canChangeBitrate() {
    return switch (this) {
      case NVENC, QSV, X264 -> true;
      case VAAPI, VIDEO_TOOLBOX, AMF, MEDIA_FOUNDATION -> false;
    };
  }

  /// FFmpeg's options, by name; the caller's own.
  public Map<String, String> values(CodingRequest request) {
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
    for (String option : own.split(":", -1)) {
      int equals = option.indexOf('=');
      values.put(option.substring(0, equals), option.substring(equals + 1));
    }
    return values;
  }

  /// The one that FFmpeg calls so.
  public static Optional<H264Options> named(String encoderName) {
    return all().stream().filter(o -> o.encoderName().equals(encoderName)).findFirst();
  }

  /// Every encoder that Tally knows, in the order in which they are tried.
  public static List<H264Options> all() {
    return List.of(values());
  }
}
