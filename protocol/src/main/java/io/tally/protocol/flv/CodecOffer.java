// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.VideoCodec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which codecs are offered by FourCC when a connection begins, and does the far end take those of
/// a programme (Enhanced RTMP v2, "Enhancing NetConnection connect Command")?
public final class CodecOffer {
  /// Bits of videoFourCcInfoMap and audioFourCcInfoMap.
  public static final int CAN_DECODE = 1;

  public static final int CAN_ENCODE = 2;
  public static final int CAN_FORWARD = 4;

  private static final String ALL = "*";

  private CodecOffer() {}

  /// The codecs that we send or take, for fourCcList.
  public static List<String> fourCcList() {
    return Stream.concat(
            Arrays.stream(VideoCodec.values()).map(FourCc::of),
            Arrays.stream(AudioCodec.values()).map(FourCc::of))
        .toList();
  }

  /// The picture codecs, for videoFourCcInfoMap.
  ///
  /// @param bits what is done with each: [#CAN_ENCODE] by a publisher, [#CAN_DECODE] and
  ///   [#CAN_FORWARD] by an ingest
  public static Map<String, Integer> video(int bits) {
    Map<String, Integer> offered = new LinkedHashMap<>();
    Arrays.stream(VideoCodec.values()).forEach(codec -> offered.put(FourCc.of(codec), bits));
    return offered;
  }

  /// The sound codecs, for audioFourCcInfoMap.
  ///
  /// @param bits as of [#video]
  public static Map<String, Integer> audio(int bits) {
    Map<String, Integer> offered = new LinkedHashMap<>();
    Arrays.stream(AudioCodec.values()).forEach(codec -> offered.put(FourCc.of(codec), bits));
    return offered;
  }

  /// Why a server does not take a programme, in a sentence; empty when it does. H.264 and AAC need
  /// no answer: in their form of old every server takes them.
  ///
  /// @param server what a person knows it by
  /// @param fourCcList of the server's answer to connect; empty when it has none, as servers of old
  /// @param videoFourCcs of its videoFourCcInfoMap
  /// @param audioFourCcs of its audioFourCcInfoMap
  public static Optional<String> refusal(
      StreamParameters programme,
      String server,
      List<String> fourCcList,
      Map<String, Integer> videoFourCcs,
      Map<String, Integer> audioFourCcs) {
    var video = programme.video();
    if (video != null
        && video.codec() != VideoCodec.H264
        && !takes(FourCc.of(video.codec()), fourCcList, videoFourCcs)) {
      return Optional.of("%s takes no %s: choose H.264.".formatted(server, video.codec().label()));
    }
    var audio = programme.audio();
    if (audio != null
        && audio.codec() != AudioCodec.AAC
        && !takes(FourCc.of(audio.codec()), fourCcList, audioFourCcs)) {
      return Optional.of("%s takes no %s: choose AAC.".formatted(server, audio.codec().label()));
    }
    return Optional.empty();
  }

  private static boolean takes(String fourCc, List<String> list, Map<String, Integer> map) {
    var bits = map.getOrDefault(fourCc, map.getOrDefault(ALL, 0));
    return (bits & (CAN_DECODE | CAN_FORWARD)) != 0 || list.contains(fourCc) || list.contains(ALL);
  }
}
