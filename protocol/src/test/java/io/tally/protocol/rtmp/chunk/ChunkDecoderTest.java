// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.chunk;

import static io.tally.protocol.rtmp.chunk.ChunkBytes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.tally.protocol.programme.Hex;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Are chunks read as RTMP 1.0 section 5.3 writes them, however the bytes arrive?
class ChunkDecoderTest {
  private static final ChunkLimits LIMITS = new ChunkLimits(1000, 4, 1500);
  private static final String BODY_128 = "5a".repeat(128);

  /// Whole, byte by byte, and in pieces that fall inside every header.
  private static void assertDecodes(String digits, RawMessage... expected) {
    var bytes = Hex.bytes(digits);
    for (var piece : List.of(bytes.length, 1, 2, 3, 5, 7, 11)) {
      assertThat(ChunkBytes.decode(LIMITS, bytes, piece)).containsExactly(expected);
    }
  }

  @Test
  @DisplayName("5.3.1.2.1: a type 0 header says everything")
  void type0_isRead() {
    assertDecodes("03 000010 000002 08 01000000 abcd", message(3, 16, 8, 1, "abcd"));
  }

  @Test
  @DisplayName("5.3.1.2.2 to 4: types 1, 2 and 3 leave out what stays")
  void shorterHeaders_goOnFromTheLast() {
    assertDecodes(
        "04 000010 000001 08 01000000 aa  44 000005 000002 09 bbbb  84 000007 cccc  c4 dddd",
        message(4, 16, 8, 1, "aa"),
        message(4, 21, 9, 1, "bbbb"),
        message(4, 28, 9, 1, "cccc"),
        message(4, 35, 9, 1, "dddd"));
  }

  @Test
  @DisplayName("5.3.1.2.4: a type 3 after a type 0 repeats the timestamp as delta")
  void type3AfterType0_addsTheTimestamp() {
    assertDecodes(
        "04 000010 000001 08 01000000 aa c4 bb",
        message(4, 16, 8, 1, "aa"),
        message(4, 32, 8, 1, "bb"));
  }

  @Test
  @DisplayName("5.3.1.1: chunk stream ids of two and three bytes")
  void longChunkStreamIds_areRead() {
    assertDecodes(
        "00 00 000000 000001 08 00000000 aa 00 ff 000000 000001 08 00000000 bb"
            + "01 ff ff 000000 000001 08 00000000 cc",
        message(64, 0, 8, 0, "aa"),
        message(319, 0, 8, 0, "bb"),
        message(65599, 0, 8, 0, "cc"));
  }

  @Test
  @DisplayName("5.3: a long message comes in chunks, between those of others")
  void interleavedMessages_areJoined() {
    assertDecodes(
        "06 000000 000081 09 01000000" + BODY_128 + "04 000000 000001 08 01000000 aa" + "c6 5b",
        message(4, 0, 8, 1, "aa"),
        message(6, 0, 9, 1, BODY_128 + "5b"));
  }

  @Test
  @DisplayName("5.3.1.3: an extended timestamp, also in type 3 chunks")
  void extendedTimestamp_isReadInEveryChunk() {
    assertDecodes(
        "06 ffffff 000081 09 01000000 01000000" + BODY_128 + "c6 01000000 5b",
        message(6, 0x1000000, 9, 1, BODY_128 + "5b"));
  }

  @Test
  void extendedTimestampLeftOutOfType3_isTakenForPayload() {
    assertDecodes(
        "06 ffffff 000084 09 01000000 01000000" + BODY_128 + "c6 01020304",
        message(6, 0x1000000, 9, 1, BODY_128 + "01020304"));
  }

  @Test
  void extendedDelta_isAddedModulo32Bits() {
    assertDecodes(
        "06 ffffff 000001 09 01000000 fffffff0 aa 86 000020 bb",
        message(6, 0xFFFFFFF0L, 9, 1, "aa"),
        message(6, 0x10, 9, 1, "bb"));
  }

  @Test
  @DisplayName("5.4.1: Set Chunk Size counts from the next chunk")
  void setChunkSize_isObeyedAtOnce() {
    assertDecodes(
        "02 000000 000004 01 00000000 00000002  04 000000 000003 08 01000000 aabb c4 cc",
        message(2, 0, 1, 0, "00000002"),
        message(4, 0, 8, 1, "aabbcc"));
  }

  @Test
  @DisplayName("5.4.2: Abort throws the unfinished message away")
  void abort_dropsTheMessage() {
    assertDecodes(
        "06 000000 000081 09 01000000"
            + BODY_128
            + "02 000000 000004 02 00000000 00000006"
            + "06 000009 000001 09 01000000 cc",
        message(2, 0, 2, 0, "00000006"),
        message(6, 9, 9, 1, "cc"));
  }

  @Test
  void newHeaderInsideAMessage_beginsAnew() {
    assertDecodes(
        "06 000000 000081 09 01000000" + BODY_128 + "06 000009 000001 09 01000000 cc",
        message(6, 9, 9, 1, "cc"));
  }

  @Test
  void emptyMessage_isAMessage() {
    assertDecodes("04 000000 000000 08 01000000", message(4, 0, 8, 1, ""));
  }

  @Test
  void longMessage_isRefusedByItsHeader() {
    assertRefused(TooLongFrameException.class, "06 000000 0003e9 09 01000000", "1001");
  }

  @Test
  void manyChunkStreams_areRefused() {
    var four = "03 000000 000000 08 00000000 04 000000 000000 08 00000000";
    var more = "05 000000 000000 08 00000000 06 000000 000000 08 00000000";
    assertRefused(
        TooLongFrameException.class, four + more + "07 000000 000000 08 00000000", "4 chunk");
  }

  @Test
  void manyUnfinishedMessages_areRefused() {
    var size = "02 000000 000004 01 00000000 00000320"; // 800
    var part = " 000000 0003e8 09 00000000" + "00".repeat(800);
    assertRefused(TooLongFrameException.class, size + "03" + part + "04" + part, "1500");
  }

  @Test
  void continuationOfNothing_isRefused() {
    assertRefused(CorruptedFrameException.class, "c6 00", "chunk stream 6");
  }

  @Test
  void chunkSizeZero_isRefused() {
    assertRefused(
        CorruptedFrameException.class, "02 000000 000004 01 00000000 00000000", "Chunk Size of 0");
  }

  private static void assertRefused(Class<?> type, String digits, String words) {
    var bytes = Hex.bytes(digits);
    for (var piece : List.of(bytes.length, 1)) {
      assertThatThrownBy(() -> ChunkBytes.decode(LIMITS, bytes, piece))
          .isInstanceOf(type)
          .hasMessageContaining(words);
    }
  }
}
