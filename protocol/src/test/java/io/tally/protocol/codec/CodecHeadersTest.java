// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.nal.NalSyntax;
import io.tally.protocol.flv.VideoTag;
import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.programme.FlvFile;
import io.tally.protocol.programme.Hex;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Do codec headers say what an encoder that is not ours was told to make?
class CodecHeadersTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1920, 1080, 60, high, yuv420p",
    "322, 182, 25, main, yuv420p",
    "640, 480, 29.97, baseline, yuv420p",
    "638, 358, 30, high422, yuv422p",
    "637, 359, 24, high444, yuv444p",
    "3840, 2160, 30, high, yuv420p"
  })
  void sps_tellsSizeAndRate(int width, int height, double rate, String profile, String format)
      throws Exception {
    var flv = folder.resolve("one.flv");
    var source = "testsrc=s=%dx%d:r=%s:d=0.2".formatted(width, height, rate);
    FfmpegProgram.run(
        "-f",
        "lavfi",
        "-i",
        source,
        "-frames:v",
        "1",
        "-pix_fmt",
        format,
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-profile:v",
        profile,
        flv.toString());

    var sps = AvcConfig.read(config(flv)).sps();
    assertThat(sps.width()).isEqualTo(width);
    assertThat(sps.height()).isEqualTo(height);
    assertThat(sps.framesPerSecond()).isBetween(rate - 0.01, rate + 0.01);
  }

  private static ByteBuffer config(Path flv) throws Exception {
    for (var tag : FlvFile.read(flv)) {
      if (tag.type() == 9
          && VideoTag.read(tag.body()).getFirst() instanceof VideoTag.Config config) {
        return config.record();
      }
    }
    throw new AssertionError("FFmpeg wrote no AVC header");
  }

  @ParameterizedTest
  @CsvSource({
    "1190,         48000, 48000, 2, 1024",
    "1208,         44100, 44100, 1, 1024",
    "1394,         22050, 22050, 2, 960",
    "2b118800,     48000, 24000, 2, 1024",
    "11b0,         48000, 48000, 6, 1024",
    "178017700800, 12000, 12000, 1, 1024"
  })
  void audioSpecificConfig_tellsRateAndChannels(
      String digits, int rate, int coreRate, int channels, int samples) {
    var config = AacConfig.read(Hex.buffer(digits));
    assertThat(config.sampleRate()).isEqualTo(rate);
    assertThat(config.coreSampleRate()).isEqualTo(coreRate);
    assertThat(config.channels()).isEqualTo(channels);
    assertThat(config.frameSamples()).isEqualTo(samples);
  }

  @Test
  void truncatedHeaders_areRefused() {
    assertThatThrownBy(() -> AvcConfig.read(Hex.buffer("01640028ffe1")))
        .isInstanceOf(CorruptedFrameException.class);
    assertThatThrownBy(() -> AvcConfig.read(Hex.buffer("01640028ffe1 0004 67640028")))
        .isInstanceOf(CorruptedFrameException.class);
    assertThatThrownBy(() -> AacConfig.read(Hex.buffer("11")))
        .isInstanceOf(CorruptedFrameException.class);
  }

  private static CodedPicture h264(ByteBuffer units, int lengthBytes) {
    return NalUnits.read(units, lengthBytes, NalSyntax.H264, 0);
  }

  @Test
  void picture_losesDelimitersFillerAndParameterSets() {
    var units = "00000002 09f0 00000003 674200 00000002 68ce 00000003 658884 00000002 0cff";
    assertThat(h264(Hex.buffer(units), 4))
        .isEqualTo(new CodedPicture(Hex.buffer("00000003 658884"), false));
  }

  @Test
  void picture_withShortLengths_getsLongOnes() {
    assertThat(h264(Hex.buffer("0003 658884"), 2).data()).isEqualTo(Hex.buffer("00000003 658884"));
  }

  @Test
  void pictureThatNothingRefersTo_isDisposable() {
    assertThat(h264(Hex.buffer("00000002 019a 00000002 019b"), 4).disposable()).isTrue();
    assertThat(h264(Hex.buffer("00000002 019a 00000002 219b"), 4).disposable()).isFalse();
    assertThat(h264(Hex.buffer("00000002 0605"), 4).disposable()).isFalse();
  }

  @Test
  @DisplayName("H.265 table 7-1: TRAIL_N of the highest sub-layer")
  void pictureOfHevc_losesParameterSets_andMayBeDisposable() {
    var units = "00000003 460150 00000004 420101aa 00000003 0001bb";
    assertThat(NalUnits.read(Hex.buffer(units), 4, NalSyntax.HEVC, 0))
        .isEqualTo(new CodedPicture(Hex.buffer("00000003 0001bb"), true));
    assertThat(NalUnits.read(Hex.buffer(units), 4, NalSyntax.HEVC, 1).disposable()).isFalse();
  }

  @Test
  @DisplayName("RFC 6716 section 3.1")
  void packetOfOpus_tellsItsLength() {
    var opus = OpusConfig.read(Hex.buffer("4f707573486561640102380180bb0000000000"));
    assertThat(opus.channels()).isEqualTo(2);
    assertThat(opus.frameSamples(Hex.buffer("fc00"))).isEqualTo(960); // CELT, 20 ms
    assertThat(opus.frameSamples(Hex.buffer("e000"))).isEqualTo(120); // CELT, 2.5 ms
    assertThat(opus.frameSamples(Hex.buffer("1900"))).isEqualTo(2 * 2880); // two of 60 ms
    assertThat(opus.frameSamples(Hex.buffer("0b03"))).isEqualTo(3 * 960); // SILK, three of 20 ms
    assertThatThrownBy(() -> opus.frameSamples(Hex.buffer("1b3f")))
        .isInstanceOf(CorruptedFrameException.class)
        .hasMessageContaining("63 frames");
  }

  @Test
  void truncatedHeadersOfNewerCodecs_areRefused() {
    assertThatThrownBy(() -> HevcConfig.read(Hex.buffer("01".repeat(24))))
        .isInstanceOf(CorruptedFrameException.class);
    assertThatThrownBy(() -> Av1Header.read(Hex.buffer("81000c00")))
        .isInstanceOf(CorruptedFrameException.class)
        .hasMessageContaining("no sequence header");
    assertThatThrownBy(() -> Av1Header.read(Hex.buffer("81000c00 0a0b 0000")))
        .isInstanceOf(CorruptedFrameException.class);
    assertThatThrownBy(() -> OpusConfig.read(Hex.buffer("4f707573")))
        .isInstanceOf(CorruptedFrameException.class);
  }

  @Test
  void lengthPastThePicture_isRefused() {
    assertThatThrownBy(() -> h264(Hex.buffer("00000009 65"), 4))
        .isInstanceOf(CorruptedFrameException.class)
        .hasMessageContaining("9 bytes, but 1");
    assertThatThrownBy(() -> h264(Hex.buffer("ffffffff 65"), 4))
        .isInstanceOf(CorruptedFrameException.class);
  }
}
