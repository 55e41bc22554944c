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
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avutil.AVClass;
import org.bytedeco.javacpp.PointerPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class H264OptionsTest {
  private static final CodingRequest REQUEST =
      new CodingRequest(1280, 720, FrameRate.of(30), 2_500_000, 60, "veryfast");

  @ParameterizedTest
  @MethodSource("io.tally.encoder.option.H264Options#all")
  void values_ofEachEncoder_askForConstantRateWithOneSecondOfBufferAndClosedGops(
      H264Options options) {
    assertThat(options.values(REQUEST))
        .contains(
            entry("b", "2500000"),
            entry("maxrate", "2500000"),
            entry("bufsize", "2500000"),
            entry("g", "60"),
            entry("flags", "+cgop+global_header"),
            entry("color_range", "tv"),
            entry("colorspace", "bt709"),
            entry("color_primaries", "bt709"),
            entry("color_trc", "bt709"));
  }

  @ParameterizedTest
  @MethodSource("io.tally.encoder.option.H264Options#all")
  void values_ofEachEncoderInThisBuild_areOptionsThatFfmpegKnows(H264Options options) {
    AVCodec codec = avcodec_find_encoder_by_name(options.encoderName());
    if (codec == null) {
      assertThat(options.encoderName()).isIn("h264_amf", "h264_mf", "h264_videotoolbox");
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
    assertThat(H264Options.X264.values(REQUEST))
        .contains(
            entry("preset", "veryfast"),
            entry("profile", "high"),
            entry("sc_threshold", "0"),
            entry("forced-idr", "1"));
    assertThat(H264Options.X264.input()).isEqualTo(PixelFormat.YUV420P);
  }

  @Test
  void nvenc_isToldConstantRateWithoutSceneCuts() {
    assertThat(H264Options.NVENC.values(REQUEST))
        .contains(entry("rc", "cbr"), entry("no-scenecut", "1"), entry("forced-idr", "1"));
  }

  @Test
  void vaapi_takesPicturesOnTheCard() {
    assertThat(H264Options.VAAPI.wantsUpload()).isTrue();
    assertThat(H264Options.VAAPI.values(REQUEST))
        .contains(entry("rc_mode", "CBR"), entry("bf", "0"));
  }

  @Test
  void quickSync_makesForcedKeyframesIdr() {
    assertThat(H264Options.QSV.values(REQUEST)).contains(entry("forced_idr", "1"));
  }

  @Test
  void videoToolbox_runsInRealTimeOnHardware() {
    assertThat(H264Options.VIDEO_TOOLBOX.values(REQUEST))
        .contains(entry("realtime", "1"), entry("allow_sw", "0"));
  }

  @Test
  void mediaFoundation_usesHardwareAtConstantRate() {
    assertThat(H264Options.MEDIA_FOUNDATION.values(REQUEST))
        .contains(entry("hw_encoding", "1"), entry("rate_control", "cbr"));
  }

  @Test
  void amf_isToldConstantRate() {
    Map<String, String> values = H264Options.AMF.values(REQUEST);

    assertThat(values).contains(entry("rc", "cbr"), entry("forced_idr", "1"));
  }

  @Test
  void named_ofUnknownEncoder_isEmpty() {
    assertThat(H264Options.named("h264_magic")).isEmpty();
  }
}
