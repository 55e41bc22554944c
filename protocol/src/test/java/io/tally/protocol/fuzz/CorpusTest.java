// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz;

import io.tally.capture.testing.Corpus;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Does what fuzzing has found stay mended, and what lies near it?
///
/// The inputs in `src/test/resources/io/tally/protocol/fuzz` are pieces of sessions recorded
/// between FFmpeg, nginx-rtmp, libsrt and ourselves, transport streams of FFmpeg's, and what Jazzer
/// made of them.
class CorpusTest {
  private enum Target {
    HANDSHAKE(HandshakeTarget.class, HandshakeTarget::fuzzerTestOneInput),
    CHUNK(ChunkTarget.class, ChunkTarget::fuzzerTestOneInput),
    AMF(AmfTarget.class, AmfTarget::fuzzerTestOneInput),
    SERVER(ServerTarget.class, ServerTarget::fuzzerTestOneInput),
    CLIENT(ClientTarget.class, ClientTarget::fuzzerTestOneInput),
    MEDIA(MediaTarget.class, MediaTarget::fuzzerTestOneInput),
    SRT_PACKET(SrtPacketTarget.class, SrtPacketTarget::fuzzerTestOneInput),
    SRT_HANDSHAKE(SrtHandshakeTarget.class, SrtHandshakeTarget::fuzzerTestOneInput),
    SRT_LINK(SrtLinkTarget.class, SrtLinkTarget::fuzzerTestOneInput),
    TS(TsTarget.class, TsTarget::fuzzerTestOneInput);

    private final Class<?> target;
    private final Consumer<byte[]> takes;

    Target(Class<?> target, Consumer<byte[]> takes) {
      this.target = target;
      this.takes = takes;
    }
  }

  @ParameterizedTest
  @EnumSource
  void corpus_isTaken(Target each) throws Exception {
    Corpus.of(each.target, each.takes).replay();
  }

  @ParameterizedTest
  @EnumSource
  void mutations_areTaken(Target each) throws Exception {
    Corpus.of(each.target, each.takes).mutate();
  }
}
