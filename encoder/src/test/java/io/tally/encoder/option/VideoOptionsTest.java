// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_class;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_FAKE_OBJ;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_find;

import io.tally.capture.media.FrameRate;
import io.tally.capture.media.PixelFormat;
import java.util.Map;
import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avutil.AVClass;
import org.bytedeco.javacpp.PointerPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VideoOptionsTest {
  private static final CodingRequest REQUEST =
      new CodingRequest(
          1280, 720, FrameRate.of(30), 2_500_000, 60, "veryfast", OptionalInt.empty());

  @ParameterizedTest
  @MethodSource("io.tally.encoder.option.VideoOptions#all")
  void values_ofEachEncoder_askForConstantRateWithOneSecondOfBufferAndClosedGops(
      VideoOptions options) {
    assertThat(options.values(REQUEST))
        .contains(
            entry("b", "2500000"),
            entry("bufsize", "2500000"),
            entry("g", "60"),
            entry("flags", "+cgop+global_header"),
            entry("color_range", "tv"),
            entry("colorspace", "bt709"),
            entry("color_primaries", "bt709"),
            entry("color_trc", "bt709"));
    // SVT-AV1 refuses a highest rate in the structure that has a constant one.
    assertThat(options.values(REQUEST))
        .containsEntry("maxrate", options == VideoOptions.SVT_AV1 ? "0" : "2500000");
  }

  @ParameterizedTest
  @MethodSource("io.tally.encoder.option.VideoOptions#all")
  void values_ofEachEncoderInThisBuild_areOptionsThatFfmpegKnows(VideoOptions options) {
    AVCodec codec = avcodec_find_encoder_by_name(options.encoderName());
    if (codec == null) {
      assertThat(options.encoderName())
          .matches("(h264|hevc)_(amf|mf|videotoolbox)|av1_(amf|mf|qsv)");
      return;
    }
    for (String name : options.values(REQUEST).keySet()) {
      assertThat(knows(codec.priv_class(), name) || knows(avcodec_get_class(), name))
          .as("%s of %s", name, options.encoderName())
          .isTrue();
    }
  }

  private static boolean knows(AVClass options, String name) {
    try (PointerPointer<AVClass> object = new PointerPointer<>(1)) {
      return av_opt_find(object.put(0, options), name, null, 0, AV_OPT_SEARCH_FAKE_OBJ) != null;
    }
  }

  @Test
  void x264_keepsSegmentsEven_andForcedKeyframesIdr() {
    assertThat(VideoOptions.X264.values(REQUEST))
        .contains(
            entry("preset", "veryfast"),
            entry("profile", "high"),
            entry("sc_threshold", "0"),
            entry("forced-idr", "1"));
    assertThat(VideoOptions.X264.input()).isEqualTo(PixelFormat.YUV420P);
  }

  @Test
  void nvenc_isToldConstantRateWithoutSceneCuts() {
    assertThat(VideoOptions.H264_NVENC.values(REQUEST))
        .contains(entry("rc", "cbr"), entry("no-scenecut", "1"), entry("forced-idr", "1"));
  }

  @Test
  void vaapi_takesPicturesOnTheCard() {
    assertThat(VideoOptions.H264_VAAPI.wantsUpload()).isTrue();
    assertThat(VideoOptions.H264_VAAPI.values(REQUEST))
        .contains(entry("rc_mode", "CBR"), entry("bf", "0"));
  }

  @Test
  void quickSync_makesForcedKeyframesIdr() {
    assertThat(VideoOptions.H264_QSV.values(REQUEST)).contains(entry("forced_idr", "1"));
  }

  @Test
  void videoToolbox_runsInRealTimeOnHardware() {
    assertThat(VideoOptions.H264_VIDEO_TOOLBOX.values(REQUEST))
        .contains(entry("realtime", "1"), entry("allow_sw", "0"));
  }

  @Test
  void mediaFoundation_usesHardwareAtConstantRate() {
    assertThat(VideoOptions.H264_MEDIA_FOUNDATION.values(REQUEST))
        .contains(entry("hw_encoding", "1"), entry("rate_control", "cbr"));
  }

  @Test
  void amf_isToldConstantRate() {
    Map<String, String> values = VideoOptions.H264_AMF.values(REQUEST);

    assertThat(values).contains(entry("rc", "cbr"), entry("forced_idr", "1"));
  }

  @Test
  void hevcOfCards_isMainProfile_withIdrKeyframes() {
    assertThat(VideoOptions.HEVC_NVENC.values(REQUEST))
        .contains(entry("rc", "cbr"), entry("profile", "main"), entry("forced-idr", "1"));
    assertThat(VideoOptions.HEVC_QSV.values(REQUEST))
        .contains(entry("profile", "main"), entry("idr_interval", "1"), entry("forced_idr", "1"));
    assertThat(VideoOptions.HEVC_VAAPI.values(REQUEST))
        .contains(entry("rc_mode", "CBR"), entry("bf", "0"));
    assertThat(VideoOptions.HEVC_VIDEO_TOOLBOX.values(REQUEST))
        .contains(entry("profile", "main"), entry("realtime", "1"), entry("allow_sw", "0"));
    assertThat(VideoOptions.HEVC_AMF.values(REQUEST)).contains(entry("rc", "cbr"));
    assertThat(VideoOptions.HEVC_MEDIA_FOUNDATION.values(REQUEST))
        .contains(entry("hw_encoding", "1"), entry("rate_control", "cbr"));
  }

  @Test
  void av1OfCards_holdsTheRate_andReordersNothing() {
    assertThat(VideoOptions.AV1_NVENC.values(REQUEST))
        .contains(entry("rc", "cbr"), entry("bf", "0"), entry("forced-idr", "1"));
    assertThat(VideoOptions.AV1_QSV.values(REQUEST)).contains(entry("bf", "0"));
    assertThat(VideoOptions.AV1_VAAPI.values(REQUEST)).contains(entry("rc_mode", "CBR"));
    assertThat(VideoOptions.AV1_AMF.values(REQUEST)).contains(entry("rc", "cbr"));
    assertThat(VideoOptions.AV1_MEDIA_FOUNDATION.values(REQUEST))
        .contains(entry("hw_encoding", "1"), entry("rate_control", "cbr"));
    assertThat(VideoOptions.AV1_VAAPI.wantsUpload()).isTrue();
  }

  @Test
  void x265_getsItsHeadersOutOfThePictures() {
    assertThat(VideoOptions.X265.values(REQUEST))
        .containsEntry("preset", "veryfast")
        .containsEntry(
            "x265-params", "scenecut=0:open-gop=0:repeat-headers=0:info=0:log-level=error");
  }

  @Test
  void presets_areSaidInEachEncodersOwnScale() {
    assertThat(VideoOptions.SVT_AV1.values(REQUEST)).containsEntry("preset", "10");
  }

  @ParameterizedTest
  @MethodSource("io.tally.encoder.option.VideoOptions#all")
  void bFrames_whenAsked_goOverTheEncodersHabit(VideoOptions options) {
    CodingRequest without =
        new CodingRequest(
            1280, 720, FrameRate.of(30), 2_500_000, 60, "veryfast", OptionalInt.of(0));

    assertThat(options.values(without)).containsEntry("bf", "0");
  }

  @Test
  void named_ofUnknownEncoder_isEmpty() {
    assertThat(VideoOptions.named("h264_magic")).isEmpty();
  }
}
