// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.tally.protocol.programme.Hex;
import io.tally.protocol.rtmp.amf.AmfValue.AmfDate;
import io.tally.protocol.rtmp.amf.AmfValue.AmfEcmaArray;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNull;
import io.tally.protocol.rtmp.amf.AmfValue.AmfObject;
import io.tally.protocol.rtmp.amf.AmfValue.AmfStrictArray;
import io.tally.protocol.rtmp.amf.AmfValue.AmfUndefined;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Are AMF0's bytes read and written as its specification shows them?
class AmfTest {
  private static List<AmfValue> read(String digits) {
    return new AmfReader(8, 100).readAll(Hex.buffer(digits));
  }

  private static String write(AmfValue... values) {
    return Hex.of(AmfWriter.write(List.of(values)));
  }

  @Test
  @DisplayName("AMF0 2.2: a number is eight bytes of IEEE 754")
  void number_isReadAndWritten() {
    assertThat(read("00 3ff0000000000000")).containsExactly(AmfValue.of(1));
    assertThat(write(AmfValue.of(1))).isEqualTo("003ff0000000000000");
  }

  @Test
  @DisplayName("AMF0 2.4: a string has its length in two bytes")
  void string_isReadAndWritten() {
    assertThat(read("02 0004 6c697665")).containsExactly(AmfValue.of("live"));
    assertThat(write(AmfValue.of("live"))).isEqualTo("0200046c697665");
  }

  @Test
  @DisplayName("AMF0 2.14: a string past 65535 bytes has its length in four")
  void longString_isReadAndWritten() {
    var text = AmfValue.of("x".repeat(70_000));
    var bytes = AmfWriter.write(List.of(text));
    assertThat(bytes.get(0)).isEqualTo((byte) 0x0C);
    assertThat(new AmfReader(1, 1).readAll(bytes)).containsExactly(text);
  }

  @Test
  @DisplayName("AMF0 2.5: an object ends with an empty name and 09")
  void object_isReadAndWritten() {
    var object = new AmfObject(Map.of("app", AmfValue.of("x")));
    assertThat(read("03 0003 617070 02 0001 78 0000 09")).containsExactly(object);
    assertThat(write(object)).isEqualTo("0300036170700200017800" + "0009");
  }

  @Test
  @DisplayName("AMF0 2.10: an ECMA array's count is only a hint")
  void ecmaArrayWithWrongCount_isRead() {
    assertThat(read("08 000000ff 0001 61 01 01 0000 09"))
        .containsExactly(new AmfEcmaArray(Map.of("a", AmfValue.of(true))));
  }

  @Test
  void ecmaArrayWithoutEndMarker_isReadToTheEnd() {
    assertThat(read("08 00000001 0001 61 01 00"))
        .containsExactly(new AmfEcmaArray(Map.of("a", AmfValue.of(false))));
  }

  @Test
  void theOtherTypes_areRead() {
    assertThat(read("05 06 0d 0b 4000000000000000 0000 0a 00000001 05 10 0001 43 0000 09"))
        .containsExactly(
            new AmfNull(),
            new AmfUndefined(),
            new AmfUndefined(),
            new AmfDate(2),
            new AmfStrictArray(List.of(new AmfNull())),
            new AmfObject(Map.of()));
  }

  @Test
  void unknownMarker_isRefusedWithItsPlace() {
    assertThatThrownBy(() -> read("05 ee"))
        .isInstanceOf(CorruptedFrameException.class)
        .hasMessageContaining("0xee at byte 1");
  }

  @Test
  void truncatedString_isRefused() {
    assertThatThrownBy(() -> read("02 0004 6c69")).isInstanceOf(CorruptedFrameException.class);
  }

  @Test
  void lengthPastTheMessage_isRefusedBeforeMemoryIsTaken() {
    assertThatThrownBy(() -> read("0c ffffffff 00")).isInstanceOf(CorruptedFrameException.class);
    assertThatThrownBy(() -> read("0a ffffffff")).isInstanceOf(CorruptedFrameException.class);
  }

  @Test
  void nestingPastTheLimit_isRefused() {
    assertThatThrownBy(() -> read("03 0001 61 ".repeat(9) + "05"))
        .isInstanceOf(TooLongFrameException.class)
        .hasMessageContaining("8");
  }

  @Test
  void moreValuesThanTheLimit_areRefused() {
    assertThatThrownBy(() -> read("05".repeat(101))).isInstanceOf(TooLongFrameException.class);
  }

  @Test
  void texts_areNotPrinted() {
    assertThat(List.of(AmfValue.of("planted-key")).toString()).doesNotContain("planted-key");
  }
}
