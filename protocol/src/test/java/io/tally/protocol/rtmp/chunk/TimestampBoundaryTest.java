// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.programme.Hex;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Does time go on where a timestamp no longer fits into its field (RTMP 1.0 section 5.3.1.3),
/// after 4 h 39 min and after 49 days?
class TimestampBoundaryTest {
  private static final ChunkLimits LIMITS = ChunkLimits.usual();
  // Longer than one chunk, so that type 3 headers go on within each message.
  private static final String LONG = "5a".repeat(300);
  private static final String SHORT = "a5".repeat(20);

  /// Pictures and sound as an encoder sends them, from a moment before the boundary to one after.
  private static List<RawMessage> programme(long boundaryMs, int direction) {
    var all = new ArrayList<RawMessage>();
    for (var i = -40; i <= 40; i++) {
      var time = boundaryMs + direction * i * 33L & 0xFFFFFFFFL;
      all.add(ChunkBytes.message(6, time, 9, 1, LONG));
      all.add(ChunkBytes.message(4, time + 7 & 0xFFFFFFFFL, 8, 1, i % 3 == 0 ? LONG : SHORT));
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "0xFFFFFF,    1, 1000",
    "0xFFFFFF,    1, 1",
    "0xFFFFFF,    1, 7",
    "0xFFFFFF,   -1, 1000",
    "0x100000000, 1, 1000",
    "0x100000000, 1, 1",
    "0x100000000, 1, 7",
    "0x100000000, -1, 1000",
    "0x80000000,  1, 1000"
  })
  void programmeAcrossABoundary_arrivesAsItWasSent(String boundary, int direction, int piece) {
    var sent = programme(Long.decode(boundary), direction);
    var bytes = ChunkBytes.encode(sent.toArray(RawMessage[]::new));
    assertThat(ChunkBytes.decode(LIMITS, bytes, piece)).containsExactlyElementsOf(sent);
  }

  @Test
  @DisplayName("5.3.1.3: exactly 0xFFFFFF needs the extended field, one less does not")
  void lastShortTimestamp_isShort() {
    assertThat(ChunkBytes.encode(ChunkBytes.message(4, 0xFFFFFE, 8, 1, "aa")))
        .isEqualTo(Hex.bytes("04fffffe0000010801000000aa"));
    assertThat(ChunkBytes.encode(ChunkBytes.message(4, 0xFFFFFF, 8, 1, "aa")))
        .isEqualTo(Hex.bytes("04ffffff000001080100000000ffffffaa"));
  }

  @Test
  @DisplayName("a sender that repeats the absolute time, not the delta, in its type 3 chunks")
  void absoluteTimeInContinuations_isSkipped() {
    // Type 1 with an extended delta of 0x01000000 after a time of 0x10; two chunks.
    var bytes =
        Hex.bytes(
            "06 000010 000001 09 01000000 aa"
                + "46 ffffff 000081 09 01000000"
                + "5a".repeat(128)
                + "c6 01000010 5b");
    assertThat(ChunkBytes.decode(LIMITS, bytes, 5))
        .containsExactly(
            ChunkBytes.message(6, 0x10, 9, 1, "aa"),
            ChunkBytes.message(6, 0x1000010, 9, 1, "5a".repeat(128) + "5b"));
  }

  @Test
  @DisplayName("a type 3 chunk that begins a message after an extended time repeats the field")
  void newMessageByType3_afterAnExtendedDelta_isRead() {
    var bytes =
        Hex.bytes(
            "04 ffffff 000001 08 01000000 02000000 aa"
                + "84 ffffff 01000000 bb"
                + "c4 01000000 cc");
    assertThat(ChunkBytes.decode(LIMITS, bytes, 3))
        .containsExactly(
            ChunkBytes.message(4, 0x2000000, 8, 1, "aa"),
            ChunkBytes.message(4, 0x3000000, 8, 1, "bb"),
            ChunkBytes.message(4, 0x4000000, 8, 1, "cc"));
  }

  @Test
  void manyAndHighChunkStreams_areReadBack() {
    var sent = new ArrayList<RawMessage>();
    for (var id :
        new int[] {2, 3, 63, 64, 65, 127, 128, 255, 256, 318, 319, 320, 400, 1000, 65598, 65599}) {
      sent.add(ChunkBytes.message(id, 5, 8, 1, LONG));
      sent.add(ChunkBytes.message(id, 25, 8, 1, LONG));
      sent.add(ChunkBytes.message(id, 45, 8, 1, LONG));
    }
    var bytes = ChunkBytes.encode(sent.toArray(RawMessage[]::new));
    for (var piece : List.of(bytes.length, 1, 2, 3)) {
      assertThat(ChunkBytes.decode(LIMITS, bytes, piece)).containsExactlyElementsOf(sent);
    }
  }
}
