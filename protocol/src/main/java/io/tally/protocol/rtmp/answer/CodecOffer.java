// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.answer;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.flv.FourCc;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which codecs are offered by FourCC when a connection begins, and does the far end take those of
/// a programme (Enhanced RTMP v2, "Enhancing NetConnection connect Command")?
public final class CodecOffer {
  private static final int CAN_DECODE = 1;
  private static final int CAN_ENCODE = 2;
  private static final int CAN_FORWARD = 4;
  private static final String ALL = "*";

  private CodecOffer() {}

  /// What a publisher here can do: send all codecs that are coded here, and go elsewhere when
  /// asked.
  public static Capabilities publisher() {
    return offer(Capabilities.RECONNECT, CAN_ENCODE);
  }

  /// What the ingest here takes: the same codecs, passed on as they are, and times to the
  /// nanosecond. Of several tracks it takes one, which is no support to be told of.
  public static Capabilities ingest() {
    return offer(Capabilities.MOD_EX | Capabilities.NANO_OFFSET, CAN_FORWARD);
  }

  private static Capabilities offer(int capsEx, int bits) {
    List<String> video = names(VideoCodec.values(), FourCc::of);
    List<String> audio = names(AudioCodec.values(), FourCc::of);
    return new Capabilities(
        capsEx,
        Stream.concat(video.stream(), audio.stream()).toList(),
        video.stream().collect(Collectors.toMap(name -> name, name -> bits)),
        audio.stream().collect(Collectors.toMap(name -> name, name -> bits)));
  }

  private static <C> List<String> names(C[] codecs, Function<C, String> name) {
    return Arrays.stream(codecs).map(name).toList();
  }

  /// Why a server does not take a programme, in a sentence; empty when it does. H.264 and AAC need
  /// no answer: in their form of old every server takes them.
  ///
  /// @param server what a person knows it by
  /// @param answer what it knows, by its answer to connect
  public static Optional<String> refusal(
      StreamParameters programme, String server, Capabilities answer) {
    var video = programme.video();
    if (video != null
        && video.codec() != VideoCodec.H264
        && !takes(FourCc.of(video.codec()), answer.fourCcList(), answer.videoFourCcs())) {
      return Optional.of("%s takes no %s: choose H.264.".formatted(server, video.codec().label()));
    }
    var audio = programme.audio();
    if (audio != null
        && audio.codec() != AudioCodec.AAC
        && !takes(FourCc.of(audio.codec()), answer.fourCcList(), answer.audioFourCcs())) {
      return Optional.of("%s takes no %s: choose AAC.".formatted(server, audio.codec().label()));
    }
    return Optional.empty();
  }

  private static boolean takes(String fourCc, List<String> list, Map<String, Integer> map) {
    int bits = map.getOrDefault(fourCc, map.getOrDefault(ALL, 0));
    return (bits & (CAN_DECODE | CAN_FORWARD)) != 0 || list.contains(fourCc) || list.contains(ALL);
  }
}
