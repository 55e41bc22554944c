// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.protocol.peers.Hex;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Are tag bodies read and written as FLV 10.1 annex E asks?
class TagTest {
  private static String joined(List<ByteBuffer> parts) {
    return String.join(" ", parts.stream().map(Hex::of).toList());
  }

  @Test
  @DisplayName("E.4.3: a keyframe, with a composition time of three signed bytes")
  void picture_isReadAndWritten() throws Exception {
    var packet =
        new EncodedPacket(
            Track.VIDEO, 67_000_000, 33_400_000, 0, true, false, Hex.buffer("0000000165"));
    assertThat(joined(TagBodies.packet(packet))).isEqualTo("1701000022 0000000165");
    assertThat(VideoTag.read(Hex.buffer("1701000022 0000000165")))
        .isEqualTo(new VideoTag.Picture(true, 34, Hex.buffer("0000000165")));
    assertThat(VideoTag.read(Hex.buffer("2701fffffe 0000000141")))
        .isEqualTo(new VideoTag.Picture(false, -2, Hex.buffer("0000000141")));
  }

  @Test
  @DisplayName("E.4.2: an AAC frame")
  void sound_isReadAndWritten() throws Exception {
    var packet = new EncodedPacket(Track.AUDIO, 0, 0, 0, true, false, Hex.buffer("2110"));
    assertThat(joined(TagBodies.packet(packet))).isEqualTo("af01 2110");
    assertThat(AudioTag.read(Hex.buffer("af01 2110")))
        .isEqualTo(new AudioTag.Frame(Hex.buffer("2110")));
    assertThat(AudioTag.read(Hex.buffer("af00 1190")))
        .isEqualTo(new AudioTag.Config(Hex.buffer("1190")));
  }

  @Test
  @DisplayName("Enhanced RTMP v2: H.264 by its FourCC")
  void enhancedPictures_areRead() throws Exception {
    assertThat(VideoTag.read(Hex.buffer("90 61766331 01")))
        .isEqualTo(new VideoTag.Config(Hex.buffer("01")));
    assertThat(VideoTag.read(Hex.buffer("a1 61766331 000005 41")))
        .isEqualTo(new VideoTag.Picture(false, 5, Hex.buffer("41")));
    assertThat(VideoTag.read(Hex.buffer("93 61766331 65")))
        .isEqualTo(new VideoTag.Picture(true, 0, Hex.buffer("65")));
  }

  @Test
  void otherCodecs_areRefusedByName() {
    assertThatThrownBy(() -> VideoTag.read(Hex.buffer("14 00")))
        .isInstanceOf(UnsupportedMediaException.class)
        .hasMessageContaining("VP6");
    assertThatThrownBy(() -> VideoTag.read(Hex.buffer("90 68766331 01")))
        .isInstanceOf(UnsupportedMediaException.class)
        .hasMessageContaining("hvc1");
    assertThatThrownBy(() -> AudioTag.read(Hex.buffer("2f 00")))
        .isInstanceOf(UnsupportedMediaException.class)
        .hasMessageContaining("MP3");
  }

  @Test
  void emptyTagsAndSeekMarks_bringNothing() throws Exception {
    assertThat(VideoTag.read(Hex.buffer(""))).isEqualTo(new VideoTag.Nothing());
    assertThat(VideoTag.read(Hex.buffer("57 00"))).isEqualTo(new VideoTag.Nothing());
    assertThat(VideoTag.read(Hex.buffer("17 02000000"))).isEqualTo(new VideoTag.Nothing());
    assertThat(AudioTag.read(Hex.buffer("af"))).isEqualTo(new AudioTag.Nothing());
  }
}
