// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.programme.Hex;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Is a programme refused exactly where the server's answer does not name its codecs?
@DisplayName("Enhanced RTMP v2, Enhancing NetConnection connect Command")
class CodecOfferTest {
  private static StreamParameters programme(VideoCodec video, AudioCodec audio) {
    return new StreamParameters(
        new CodecParameters.Video(video, 16, 16, 30, 0, Hex.buffer("01")),
        new CodecParameters.Audio(audio, 48_000, 2, 0, Hex.buffer("1190")));
  }

  private static Capabilities answer(
      List<String> list, Map<String, Integer> video, Map<String, Integer> audio) {
    return new Capabilities(0, list, video, audio);
  }

  @Test
  void offer_namesWhatIsCodedHere() {
    var offered = CodecOffer.publisher();
    assertThat(offered.fourCcList()).containsExactly("avc1", "hvc1", "av01", "mp4a", "Opus");
    assertThat(offered.videoFourCcs()).isEqualTo(Map.of("avc1", 2, "hvc1", 2, "av01", 2));
    assertThat(offered.audioFourCcs()).isEqualTo(Map.of("mp4a", 2, "Opus", 2));
    assertThat(offered.has(Capabilities.MULTITRACK)).isFalse();
  }

  @Test
  void ingestHere_takesWhatPublishersHereOffer() {
    for (var video : VideoCodec.values()) {
      for (var audio : AudioCodec.values()) {
        assertThat(CodecOffer.refusal(programme(video, audio), "x", CodecOffer.ingest())).isEmpty();
      }
    }
  }

  @Test
  void h264AndAac_areTakenByServersThatAnswerNothing() {
    assertThat(
            CodecOffer.refusal(programme(VideoCodec.H264, AudioCodec.AAC), "x", Capabilities.NONE))
        .isEmpty();
  }

  @Test
  void newerCodecs_areRefusedToServersThatDoNotNameThem() {
    assertThat(
            CodecOffer.refusal(
                programme(VideoCodec.HEVC, AudioCodec.AAC), "ingest.example", Capabilities.NONE))
        .hasValue("ingest.example takes no HEVC: choose H.264.");
    assertThat(
            CodecOffer.refusal(
                programme(VideoCodec.H264, AudioCodec.OPUS),
                "ingest.example",
                answer(List.of("avc1", "hvc1"), Map.of(), Map.of())))
        .hasValue("ingest.example takes no Opus: choose AAC.");
  }

  @Test
  void listWildcardAndMap_eachSuffice() {
    var programme = programme(VideoCodec.AV1, AudioCodec.OPUS);
    for (var answer :
        List.of(
            answer(List.of("av01", "Opus"), Map.of(), Map.of()),
            answer(List.of("*"), Map.of(), Map.of()),
            answer(List.of(), Map.of("av01", 4), Map.of("*", 1)))) {
      assertThat(CodecOffer.refusal(programme, "x", answer)).isEmpty();
    }
  }

  @Test
  void serverThatOnlyEncodes_takesNothing() {
    assertThat(
            CodecOffer.refusal(
                programme(VideoCodec.AV1, AudioCodec.AAC),
                "x",
                answer(List.of(), Map.of("av01", 2), Map.of())))
        .hasValue("x takes no AV1: choose H.264.");
  }
}
