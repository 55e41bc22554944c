// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz;

import io.tally.capture.testing.fuzz.Corpus;
import io.tally.protocol.fuzz.srt.SrtHandshakeTarget;
import io.tally.protocol.fuzz.srt.SrtLinkTarget;
import io.tally.protocol.fuzz.srt.SrtPacketTarget;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Does what fuzzing has found stay mended, and what lies near it?
///
/// The inputs in `src/test/resources/io/tally/protocol/fuzz` are pieces of sessions recorded
/// between FFmpeg, nginx-rtmp, libsrt and ourselves, transport streams of FFmpeg's, and what Jazzer
/// made of them.
class CorpusTest {
  static final List<Class<?>> TARGETS =
      List.of(
          HandshakeTarget.class,
          ChunkTarget.class,
          AmfTarget.class,
          ServerTarget.class,
          ClientTarget.class,
          MediaTarget.class,
          SrtPacketTarget.class,
          SrtHandshakeTarget.class,
          SrtLinkTarget.class,
          TsTarget.class);

  @ParameterizedTest
  @FieldSource("TARGETS")
  void corpus_isTaken(Class<?> target) throws Exception {
    Corpus.of(target).replay();
  }

  @ParameterizedTest
  @FieldSource("TARGETS")
  void mutations_areTaken(Class<?> target) throws Exception {
    Corpus.of(target).mutate();
  }
}
