// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.chunk;

import static io.tally.protocol.rtmp.chunk.ChunkBytes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.protocol.programme.Hex;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Are messages written as RTMP 1.0 section 5.3 asks?
class ChunkEncoderTest {
  private static void assertEncodes(String digits, RawMessage... messages) {
    assertThat(ChunkBytes.encode(messages))
        .asHexString()
        .isEqualTo(Hex.of(Hex.buffer(digits)).toUpperCase(Locale.ROOT));
  }

  @Test
  @DisplayName("5.3.1.2: each header says only what is new")
  void headers_areAsShortAsTheyMayBe() {
    assertEncodes(
        "04 000010 000001 08 01000000 aa  44 000005 000002 09 bbbb  84 000007 cccc  c4 dddd",
        message(4, 16, 8, 1, "aa"),
        message(4, 21, 9, 1, "bbbb"),
        message(4, 28, 9, 1, "cccc"),
        message(4, 35, 9, 1, "dddd"));
  }

  @Test
  void sameDeltaAfterType0_isNotLeftToType3() {
    assertEncodes(
        "04 000010 000001 08 01000000 aa 84 000010 bb",
        message(4, 16, 8, 1, "aa"),
        message(4, 32, 8, 1, "bb"));
  }

  @Test
  void timestampThatGoesBack_getsAWholeHeader() {
    assertEncodes(
        "04 000010 000001 08 01000000 aa 04 00000f 000001 08 01000000 bb",
        message(4, 16, 8, 1, "aa"),
        message(4, 15, 8, 1, "bb"));
  }

  @Test
  @DisplayName("5.3: payload longer than a chunk is cut")
  void longPayload_isCut() {
    assertEncodes(
        "06 000000 000081 09 01000000" + "5a".repeat(128) + "c6 5b",
        message(6, 0, 9, 1, "5a".repeat(128) + "5b"));
  }

  @Test
  @DisplayName("5.3.1.3: the extended timestamp stands in type 3 chunks too")
  void extendedTimestamp_isRepeated() {
    assertEncodes(
        "06 ffffff 000081 09 01000000 00ffffff" + "5a".repeat(128) + "c6 00ffffff 5b",
        message(6, 0xFFFFFF, 9, 1, "5a".repeat(128) + "5b"));
  }

  @Test
  void timeAcrossTheWrap_isASmallDelta() {
    assertEncodes(
        "06 ffffff 000001 09 01000000 fffffff0 aa 86 000020 bb",
        message(6, 0xFFFFFFF0L, 9, 1, "aa"),
        message(6, 0x10, 9, 1, "bb"));
  }

  @Test
  @DisplayName("5.4.1: Set Chunk Size counts from the next message")
  void setChunkSize_changesWhatFollows() {
    assertEncodes(
        "02 000000 000004 01 00000000 00000002  04 000000 000003 08 01000000 aabb c4 cc",
        message(2, 0, 1, 0, "00000002"),
        message(4, 0, 8, 1, "aabbcc"));
  }

  @Test
  void payloadInParts_isOnePayload() {
    var parts = List.of(Hex.buffer("aabb"), Hex.buffer("cc"));
    assertEncodes("04 000000 000003 08 01000000 aabbcc", new RawMessage(4, 0, 8, 1, parts));
  }

  @Test
  void tooLongMessage_isOurFault() {
    var huge = new RawMessage(4, 0, 8, 1, ByteBuffer.allocate(0x1000000));
    assertThatThrownBy(() -> ChunkBytes.encode(huge))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whateverIsWritten_isReadBack() {
    var random = new Random(2);
    var limits = new ChunkLimits(100_000, 64, 200_000);
    for (var round = 0; round < 200; round++) {
      var messages = randomMessages(random);
      var bytes = ChunkBytes.encode(messages.toArray(RawMessage[]::new));
      var read = ChunkBytes.decode(limits, bytes, 1 + random.nextInt(5000));
      assertThat(read).isEqualTo(messages);
    }
  }

  private static List<RawMessage> randomMessages(Random random) {
    var messages = new ArrayList<RawMessage>();
    var time = random.nextLong(0x1_0000_0000L);
    var ids = List.of(2, 3, 63, 64, 319, 320, 65599);
    for (var i = 0; i < 20; i++) {
      time = time + random.nextInt(random.nextInt(10) == 0 ? 0x7FFFFFFF : 50) & 0xFFFFFFFFL;
      if (random.nextInt(8) == 0) {
        var size = ByteBuffer.allocate(4).putInt(1 + random.nextInt(20_000)).flip();
        messages.add(new RawMessage(2, time, 1, 0, size));
      }
      var payload = new byte[random.nextInt(random.nextBoolean() ? 20 : 20_000)];
      random.nextBytes(payload);
      var id = ids.get(random.nextInt(ids.size()));
      var type = 8 + random.nextInt(2);
      messages.add(new RawMessage(id, time, type, random.nextInt(3), ByteBuffer.wrap(payload)));
    }
    return messages;
  }
}
