// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import io.tally.capture.media.PixelFormat;
import io.tally.encoder.packet.VideoCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is each of FFmpeg's video encoders called, fed with and told?
///
/// All are asked for the same: constant bit rate with a buffer of one second, closed GOPs of one
/// length, no keyframes at scene cuts (so that segments are even), the profile that every player
/// knows, BT.709 tags. No filler is asked for: a still screen may cost less than the rate, and
/// filler is no picture. They stand by codec, those of graphics cards first and the processor's own
/// last, in the order in which they are tried. libaom is left out: it tells its headers only with
/// its first packet, too late for a codec header, and SVT-AV1 is faster.
public enum VideoOptions {
  /// NVIDIA cards.
  H264_NVENC(
      VideoCodec.H264,
      "h264_nvenc",
      "NVIDIA NVENC",
      "preset=p4 tune=hq rc=cbr profile=high bf=2 no-scenecut=1 strict_gop=1 forced-idr=1"),

  /// Intel graphics (Quick Sync).
  H264_QSV(
      VideoCodec.H264,
      "h264_qsv",
      "Intel Quick Sync",
      "preset=veryfast profile=high bf=2 look_ahead=0 adaptive_i=0 forced_idr=1"),

  /// Intel and AMD on Linux.
  H264_VAAPI(
      VideoCodec.H264, "h264_vaapi", "VA-API", "rc_mode=CBR profile=high bf=0 idr_interval=0"),

  /// macOS. Its own constant bit rate mode exists on some machines only, so the rate is held by its
  /// data rate limits.
  H264_VIDEO_TOOLBOX(
      VideoCodec.H264,
      "h264_videotoolbox",
      "Apple VideoToolbox",
      "profile=high bf=0 realtime=1 allow_sw=0"),

  /// AMD cards on Windows.
  H264_AMF(
      VideoCodec.H264,
      "h264_amf",
      "AMD AMF",
      "usage=transcoding rc=cbr profile=high bf=0 forced_idr=1"),

  /// Whatever stands behind Media Foundation (Windows).
  H264_MEDIA_FOUNDATION(
      VideoCodec.H264,
      "h264_mf",
      "Media Foundation",
      "rate_control=cbr scenario=live_streaming hw_encoding=1 bf=0"),

  /// Threads are left to x264 (frame threads, one and a half per core), as the `ffmpeg` program
  /// does; but no thread of its own looks ahead, which would hold back four pictures more.
  X264(
      VideoCodec.H264,
      "libx264",
      "x264 (processor)",
      Speed.BY_NAME,
      "profile=high sc_threshold=0 forced-idr=1 x264-params=sync-lookahead=0"),

  /// Cards before Turing code no HEVC with B-frames, so none are asked for.
  HEVC_NVENC(
      VideoCodec.HEVC,
      "hevc_nvenc",
      "NVIDIA NVENC, HEVC",
      "preset=p4 tune=hq rc=cbr profile=main bf=0 no-scenecut=1 strict_gop=1 forced-idr=1"),

  HEVC_QSV(
      VideoCodec.HEVC,
      "hevc_qsv",
      "Intel Quick Sync, HEVC",
      "preset=veryfast profile=main bf=2 adaptive_i=0 idr_interval=1 forced_idr=1"),

  HEVC_VAAPI(
      VideoCodec.HEVC,
      "hevc_vaapi",
      "VA-API, HEVC",
      "rc_mode=CBR profile=main bf=0 idr_interval=0"),

  HEVC_VIDEO_TOOLBOX(
      VideoCodec.HEVC,
      "hevc_videotoolbox",
      "Apple VideoToolbox, HEVC",
      "profile=main bf=0 realtime=1 allow_sw=0"),

  HEVC_AMF(
      VideoCodec.HEVC,
      "hevc_amf",
      "AMD AMF, HEVC",
      "usage=transcoding rc=cbr profile=main forced_idr=1"),

  HEVC_MEDIA_FOUNDATION(
      VideoCodec.HEVC,
      "hevc_mf",
      "Media Foundation, HEVC",
      "rate_control=cbr scenario=live_streaming hw_encoding=1 bf=0"),

  /// Its headers stand in the codec header, and nowhere else; its own messages go past FFmpeg's log
  /// to standard error, so only errors are wanted.
  X265(
      VideoCodec.HEVC,
      "libx265",
      "x265, HEVC (processor)",
      Speed.BY_NAME,
      "profile=main forced-idr=1"
          + " x265-params=scenecut=0:open-gop=0:repeat-headers=0:info=0:log-level=error"),

  AV1_NVENC(
      VideoCodec.AV1,
      "av1_nvenc",
      "NVIDIA NVENC, AV1",
      "preset=p4 tune=hq rc=cbr bf=0 no-scenecut=1 strict_gop=1 forced-idr=1"),

  AV1_QSV(
      VideoCodec.AV1,
      "av1_qsv",
      "Intel Quick Sync, AV1",
      "preset=veryfast profile=main bf=0 adaptive_i=0 forced_idr=1"),

  AV1_VAAPI(
      VideoCodec.AV1, "av1_vaapi", "VA-API, AV1", "rc_mode=CBR profile=main bf=0 idr_interval=0"),

  AV1_AMF(
      VideoCodec.AV1,
      "av1_amf",
      "AMD AMF, AV1",
      "usage=transcoding rc=cbr profile=main forced_idr=1"),

  AV1_MEDIA_FOUNDATION(
      VideoCodec.AV1,
      "av1_mf",
      "Media Foundation, AV1",
      "rate_control=cbr scenario=live_streaming hw_encoding=1 bf=0"),

  /// Constant bit rate it has in its low-delay structure only (pred-struct=1), which reorders no
  /// pictures. There it knows no highest rate beside the rate.
  SVT_AV1(
      VideoCodec.AV1,
      "libsvtav1",
      "SVT-AV1 (processor)",
      Speed.SVT_AV1,
      "maxrate=0 svtav1-params=rc=2:pred-struct=1:scd=0");

  private final VideoCodec codec;
  private final String encoderName;
  private final String label;
  private final Speed speed;
  private final String own; // name=value name=value

  VideoOptions(VideoCodec codec, String encoderName, String label, String own) {
    this(codec, encoderName, label, Speed.FIXED, own);
  }

  VideoOptions(VideoCodec codec, String encoderName, String label, Speed speed, String own) {
    this.codec = codec;
    this.encoderName = encoderName;
    this.label = label;
    this.speed = speed;
    this.own = own;
  }

  /// How it codes.
  public VideoCodec codec() {
    return codec;
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
    return speed == Speed.FIXED ? PixelFormat.NV12 : PixelFormat.YUV420P;
  }

  /// Whether pictures must lie in the graphics card's memory first.
  public boolean wantsUpload() {
    return encoderName.endsWith("_vaapi");
  }

  /// Whether a new bit rate is taken while it runs.
  public boolean canChangeBitrate() {
    return switch (this) {
      case H264_NVENC, HEVC_NVENC, AV1_NVENC, H264_QSV, HEVC_QSV, AV1_QSV, X264 -> true;
      // FFmpeg tells the others their rate once, when it opens them.
      default -> false;
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
    for (String option : own.split(" ", -1)) {
      int equals = option.indexOf('=');
      values.put(option.substring(0, equals), option.substring(equals + 1));
    }
    speed.put(request.preset(), values);
    if (request.bFrames().isPresent()) {
      values.put("bf", Integer.toString(request.bFrames().getAsInt()));
    }
    return values;
  }

  /// The one that FFmpeg calls so.
  public static Optional<VideoOptions> named(String encoderName) {
    return all().stream().filter(o -> o.encoderName().equals(encoderName)).findFirst();
  }

  /// Every encoder that Tally knows, in the order in which they are tried.
  public static List<VideoOptions> all() {
    return List.of(values());
  }
}
