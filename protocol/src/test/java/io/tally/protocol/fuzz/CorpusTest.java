// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Does what fuzzing has found stay mended, and what lies near it?
///
/// The inputs in `src/test/resources/io/tally/protocol/fuzz` are pieces of sessions recorded
/// between FFmpeg, nginx-rtmp, libsrt and ourselves, transport streams of FFmpeg's, and what Jazzer
/// made of them.
class CorpusTest {
  private static final int MUTATIONS = 400;
  // Far above what the limits of the decoders allow a few kilobytes to take.
  private static final long MOST_BYTES = 64L << 20;

  private enum Target {
    HANDSHAKE(HandshakeTarget::fuzzerTestOneInput),
    CHUNK(ChunkTarget::fuzzerTestOneInput),
    AMF(AmfTarget::fuzzerTestOneInput),
    SERVER(ServerTarget::fuzzerTestOneInput),
    CLIENT(ClientTarget::fuzzerTestOneInput),
    MEDIA(MediaTarget::fuzzerTestOneInput),
    SRT_PACKET(SrtPacketTarget::fuzzerTestOneInput),
    SRT_HANDSHAKE(SrtHandshakeTarget::fuzzerTestOneInput),
    SRT_LINK(SrtLinkTarget::fuzzerTestOneInput),
    TS(TsTarget::fuzzerTestOneInput);

    private final Consumer<byte[]> takes;

    Target(Consumer<byte[]> takes) {
      this.takes = takes;
    }

    List<byte[]> corpus() throws IOException, URISyntaxException {
      var name =
          Arrays.stream(name().split("_"))
              .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
              .collect(Collectors.joining());
      var folder = Objects.requireNonNull(CorpusTest.class.getResource(name + "Target"));
      try (var files = Files.list(Path.of(folder.toURI()))) {
        var all = new java.util.ArrayList<byte[]>();
        for (var file : files.sorted().toList()) {
          all.add(Files.readAllBytes(file));
        }
        return all;
      }
    }

    void feed(byte[] input) {
      var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      var before = memory.getCurrentThreadAllocatedBytes();
      assertThatCode(() -> takes.accept(input))
          .as(() -> this + " " + HexFormat.of().formatHex(input))
          .doesNotThrowAnyException();
      assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
    }
  }

  @ParameterizedTest
  @EnumSource
  void corpus_isTaken(Target target) throws Exception {
    var corpus = target.corpus();
    assertThat(corpus).isNotEmpty();
    corpus.forEach(target::feed);
  }

  @ParameterizedTest
  @EnumSource
  void mutations_areTaken(Target target) throws Exception {
    var random = new Random(target.ordinal());
    var corpus = target.corpus();
    for (var i = 0; i < MUTATIONS; i++) {
      target.feed(mutated(random, corpus));
    }
  }

  /// Bytes changed, left out, doubled, cut off, or the end of another input.
  private static byte[] mutated(Random random, List<byte[]> corpus) {
    var bytes = corpus.get(random.nextInt(corpus.size())).clone();
    for (var hits = 1 + random.nextInt(6); hits > 0 && bytes.length > 1; hits--) {
      var at = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> joined(bytes, at, bytes, Math.min(bytes.length, at + 1 + random.nextInt(8)));
            case 2 -> joined(bytes, at, bytes, Math.max(0, at - random.nextInt(32)));
            case 3 -> {
              var other = corpus.get(random.nextInt(corpus.size()));
              yield joined(bytes, at, other, random.nextInt(other.length + 1));
            }
            default -> {
              bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : -random.nextInt(2));
              yield bytes;
            }
          };
    }
    return bytes;
  }

  private static byte[] joined(byte[] first, int until, byte[] second, int from) {
    var all = Arrays.copyOf(first, until + second.length - from);
    System.arraycopy(second, from, all, until, second.length - from);
    return all;
  }
}
