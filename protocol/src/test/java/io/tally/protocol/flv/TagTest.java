// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.programme.Hex;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Are tag bodies read and written as FLV 10.1 annex E and Enhanced RTMP v2 ask?
class TagTest {
  private static String joined(List<ByteBuffer> parts) {
    return String.join(" ", parts.stream().map(Hex::of).toList());
  }

  private static final CodecParameters.Video H264 = video(VideoCodec.H264);

  private static CodecParameters.Video video(VideoCodec codec) {
    return new CodecParameters.Video(codec, 16, 16, 30, 0, Hex.buffer("01"));
  }

  private static CodecParameters.Audio audio(AudioCodec codec) {
    return new CodecParameters.Audio(codec, 48_000, 2, 0, Hex.buffer("1190"));
  }

  private static EncodedPacket picture(long ptsNs, boolean keyframe, String data) {
    return new EncodedPacket(Track.VIDEO, ptsNs, 33_400_000, 0, keyframe, false, Hex.buffer(data));
  }

  private static EncodedPacket sound(String data) {
    return new EncodedPacket(Track.AUDIO, 0, 0, 0, true, false, Hex.buffer(data));
  }

  private static VideoTag.Picture h264(boolean keyframe, int compositionMs, String data) {
    return new VideoTag.Picture(0, VideoCodec.H264, keyframe, compositionMs, 0, Hex.buffer(data));
  }

  @Test
  @DisplayName("E.4.3: a keyframe, with a composition time of three signed bytes")
  void picture_isReadAndWritten() {
    assertThat(joined(TagBodies.packet(picture(67_000_000, true, "0000000165"), H264)))
        .isEqualTo("1701000022 0000000165");
    assertThat(VideoTag.read(Hex.buffer("1701000022 0000000165")))
        .containsExactly(h264(true, 34, "0000000165"));
    assertThat(VideoTag.read(Hex.buffer("2701fffffe 0000000141")))
        .containsExactly(h264(false, -2, "0000000141"));
  }

  @Test
  @DisplayName("E.4.2: an AAC frame")
  void sound_isReadAndWritten() {
    assertThat(joined(TagBodies.packet(sound("2110"), audio(AudioCodec.AAC))))
        .isEqualTo("af01 2110");
    assertThat(AudioTag.read(Hex.buffer("af01 2110")))
        .containsExactly(new AudioTag.Frame(0, AudioCodec.AAC, 0, Hex.buffer("2110")));
    assertThat(AudioTag.read(Hex.buffer("af00 1190")))
        .containsExactly(new AudioTag.Config(0, AudioCodec.AAC, Hex.buffer("1190")));
  }

  @Test
  @DisplayName("Enhanced RTMP v2: H.264 by its FourCC")
  void enhancedPictures_areRead() {
    assertThat(VideoTag.read(Hex.buffer("90 61766331 01")))
        .containsExactly(new VideoTag.Config(0, VideoCodec.H264, Hex.buffer("01")));
    assertThat(VideoTag.read(Hex.buffer("a1 61766331 000005 41")))
        .containsExactly(h264(false, 5, "41"));
    assertThat(VideoTag.read(Hex.buffer("93 61766331 65"))).containsExactly(h264(true, 0, "65"));
  }

  @Test
  @DisplayName("Enhanced RTMP v2: HEVC has a composition time when there is one, AV1 never")
  void picturesOfNewerCodecs_areWritten() {
    assertThat(joined(TagBodies.config(video(VideoCodec.HEVC)))).isEqualTo("9068766331 01");
    assertThat(joined(TagBodies.packet(picture(67_000_000, true, "65"), video(VideoCodec.HEVC))))
        .isEqualTo("9168766331000022 65");
    assertThat(joined(TagBodies.packet(picture(33_400_000, false, "41"), video(VideoCodec.HEVC))))
        .isEqualTo("a368766331 41");
    assertThat(joined(TagBodies.config(video(VideoCodec.AV1)))).isEqualTo("9061763031 01");
    assertThat(joined(TagBodies.packet(picture(33_400_000, true, "32"), video(VideoCodec.AV1))))
        .isEqualTo("9161763031 32");
  }

  @Test
  @DisplayName("Enhanced RTMP v2: Opus")
  void soundOfOpus_isReadAndWritten() {
    assertThat(joined(TagBodies.config(audio(AudioCodec.OPUS)))).isEqualTo("904f707573 1190");
    assertThat(joined(TagBodies.packet(sound("fc"), audio(AudioCodec.OPUS))))
        .isEqualTo("914f707573 fc");
    assertThat(AudioTag.read(Hex.buffer("904f707573 1190")))
        .containsExactly(new AudioTag.Config(0, AudioCodec.OPUS, Hex.buffer("1190")));
    assertThat(AudioTag.read(Hex.buffer("916d703461 2110")))
        .containsExactly(new AudioTag.Frame(0, AudioCodec.AAC, 0, Hex.buffer("2110")));
  }

  @Test
  @DisplayName("Enhanced RTMP v2: ModEx, once with a short and once with a long size, then frames")
  void modEx_givesTheTimestampNanoseconds() {
    assertThat(VideoTag.read(Hex.buffer("a7 02 0f4240 03 61766331 41")))
        .containsExactly(
            new VideoTag.Picture(0, VideoCodec.H264, false, 0, 999_999, Hex.buffer("41")));
    assertThat(VideoTag.read(Hex.buffer("a7 ff 0102" + "00".repeat(259) + "13 61766331 41")))
        .containsExactly(h264(false, 0, "41"));
    assertThat(AudioTag.read(Hex.buffer("97 02 000007 01 4f707573 fc")))
        .containsExactly(new AudioTag.Frame(0, AudioCodec.OPUS, 7, Hex.buffer("fc")));
  }

  @Test
  @DisplayName("Enhanced RTMP v2: one track, many tracks, many tracks of many codecs")
  void multitrack_isReadInAllForms() {
    assertThat(VideoTag.read(Hex.buffer("96 03 68766331 05 26")))
        .containsExactly(new VideoTag.Picture(5, VideoCodec.HEVC, true, 0, 0, Hex.buffer("26")));
    assertThat(VideoTag.read(Hex.buffer("a6 11 68766331 00 000004 000001 aa 02 000003 000000")))
        .containsExactly(
            new VideoTag.Picture(0, VideoCodec.HEVC, false, 1, 0, Hex.buffer("aa")),
            new VideoTag.Picture(2, VideoCodec.HEVC, false, 0, 0, Hex.buffer("")));
    assertThat(VideoTag.read(Hex.buffer("96 20 61763031 00 000001 81 76703039 01 000002 0102")))
        .element(0)
        .isEqualTo(new VideoTag.Config(0, VideoCodec.AV1, Hex.buffer("81")));
    assertThat(AudioTag.read(Hex.buffer("95 01 4f707573 01 fc")))
        .containsExactly(new AudioTag.Frame(1, AudioCodec.OPUS, 0, Hex.buffer("fc")));
  }

  @Test
  void furtherRendition_isWrittenAsOneTrack() {
    var bodies = new RenditionBodies(1, video(VideoCodec.HEVC));
    assertThat(joined(bodies.config())).isEqualTo("96006876633101 01");
    assertThat(joined(bodies.packet(picture(67_000_000, true, "26"))))
        .isEqualTo("96016876633101000022 26");
    assertThat(joined(new RenditionBodies(2, H264).packet(picture(33_400_000, false, "41"))))
        .isEqualTo("a6036176633102 41");
    assertThatThrownBy(() -> new RenditionBodies(0, H264))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "96", // no multitrack header
        "96 06 68766331 00", // multitrack in multitrack
        "96 07 68766331 00", // ModEx in multitrack
        "96 30 68766331 00", // no such form
        "96 11 68766331", // no track
        "96 11 68766331 00 000005 aa", // more than there is
        "96 20 617630", // half a FourCC
        "a7 ff", // half a size
        "a7 05 000000", // more than there is
        "90 6876" // half a FourCC
      })
  void brokenPreludes_areRefused(String digits) {
    assertThatThrownBy(() -> VideoTag.read(Hex.buffer(digits)))
        .isInstanceOf(CorruptedFrameException.class);
  }

  @Test
  void tagOfTooManyTracks_isRefused() {
    assertThatThrownBy(() -> VideoTag.read(Hex.buffer("96 11 68766331" + "00000000".repeat(257))))
        .isInstanceOf(CorruptedFrameException.class)
        .hasMessageContaining("256");
  }

  @Test
  void otherCodecs_areToldByName() {
    assertThat(sentence(VideoTag.read(Hex.buffer("14 00")))).contains("VP6");
    assertThat(sentence(VideoTag.read(Hex.buffer("1c 00")))).contains("HEVC in a form older");
    assertThat(sentence(VideoTag.read(Hex.buffer("90 76703039 01")))).contains("vp09");
    assertThat(sentence(VideoTag.read(Hex.buffer("90 1b5b3268 01")))).contains("??2h");
    assertThat(((AudioTag.Foreign) AudioTag.read(Hex.buffer("2f 00")).getFirst()).sentence())
        .contains("MP3");
    assertThat(((AudioTag.Foreign) AudioTag.read(Hex.buffer("90664c6143")).getFirst()).sentence())
        .contains("fLaC");
  }

  private static String sentence(List<VideoTag> tags) {
    return ((VideoTag.Foreign) tags.getFirst()).sentence();
  }

  @Test
  void emptyTagsMarksAndMetadata_bringNothing() {
    assertThat(VideoTag.read(Hex.buffer(""))).isEmpty();
    assertThat(VideoTag.read(Hex.buffer("57 00"))).isEmpty();
    assertThat(VideoTag.read(Hex.buffer("d0 00"))).isEmpty(); // an enhanced command frame
    assertThat(VideoTag.read(Hex.buffer("17 02000000"))).isEmpty();
    assertThat(VideoTag.read(Hex.buffer("92 68766331"))).isEmpty(); // end
    assertThat(VideoTag.read(Hex.buffer("94 68766331 02 0009"))).isEmpty(); // colorInfo
    assertThat(VideoTag.read(Hex.buffer("95 61763031 80"))).isEmpty(); // MPEG-2 TS header
    assertThat(AudioTag.read(Hex.buffer("af"))).isEmpty();
    assertThat(AudioTag.read(Hex.buffer("944f707573 01 02"))).isEmpty(); // order of channels
  }
}
