// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.container;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.VideoCodec;
import java.util.Map;
import java.util.Optional;

/// Which layout do the packets get as a stream of bytes?
@SuppressWarnings("ImmutableEnumChecker") // what Map.of gives cannot be changed
public enum Container {
  /// ISO base media: an init segment (ftyp, moov), then a moof and mdat for each [Muxer#cut].
  // frag_custom: a fragment ends only where we cut. frag_discont with use_editlist=0: tfdt carries
  // the dts that it was given; else libavformat counts from the first packet, and moves the first
  // of each fragment to where the last one's duration ended.
  FRAGMENTED_MP4(
      "mp4",
      Map.of(
          "movflags", "empty_moov+default_base_moof+frag_custom+frag_discont", "use_editlist", "0"),
      Map.of("movflags", "+frag_discont")),
  /// MPEG-2 transport stream (ISO/IEC 13818-1); each [Muxer#cut] starts anew with PAT and PMT.
  MPEG_TS("mpegts", Map.of(), Map.of("mpegts_flags", "+resend_headers")),
  /// Matroska; each [Muxer#cut] ends a cluster.
  MATROSKA("matroska", Map.of(), Map.of());

  private final String format;
  private final Map<String, String> options;
  private final Map<String, String> optionsAfterCut;

  Container(String format, Map<String, String> options, Map<String, String> optionsAfterCut) {
    this.format = format;
    this.options = options;
    this.optionsAfterCut = optionsAfterCut;
  }

  /// Why a programme of these codecs cannot be kept so, in a sentence; empty when it can.
  ///
  /// There is no settled way to put AV1 into a transport stream, and no program that reads it.
  public Optional<String> refusal(StreamParameters streams) {
    CodecParameters.Video video = streams.video();
    boolean refused = this == MPEG_TS && video != null && video.codec() == VideoCodec.AV1;
    return refused
        ? Optional.of(
            "AV1 cannot be kept in a transport stream (.ts): choose .mp4 or .mkv, or another codec.")
        : Optional.empty();
  }

  /// FFmpeg's name of the format.
  String format() {
    return format;
  }

  /// FFmpeg's options of the muxer.
  Map<String, String> options() {
    return options;
  }

  /// Those that have to be set again when a fragment has ended.
  Map<String, String> optionsAfterCut() {
    return optionsAfterCut;
  }
}
