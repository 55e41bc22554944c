// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.tally.protocol.programme.Hex;
import io.tally.protocol.rtmp.amf.AmfValue.AmfBoolean;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Are AMF3's values read, as its specification writes them, behind AMF0's switch marker?
class Amf3Test {
  private static List<AmfValue> read(String digits) {
    return new AmfReader(8, 100).readAll(Hex.buffer(digits));
  }

  @Test
  @DisplayName("AMF3 3.2 to 3.5: values that are only a marker")
  void markers_areRead() {
    assertThat(read("11 00 11 01 11 02 11 03"))
        .containsExactly(
            new AmfUndefined(), new AmfNull(), new AmfBoolean(false), new AmfBoolean(true));
  }

  @ParameterizedTest
  @CsvSource({
    "00,          0",
    "7f,          127",
    "8100,        128",
    "ff7f,        16383",
    "818000,      16384",
    "ffff7f,      2097151",
    "80c08000,    2097152",
    "bfffffff,    268435455",
    "c0808000,    -268435456",
    "fffffffb,    -5"
  })
  @DisplayName("AMF3 1.3.1 and 3.6: integers of 29 bits, in one to four bytes")
  void integers_areRead(String digits, int value) {
    assertThat(read("11 04 " + digits)).containsExactly(AmfValue.of(value));
  }

  @Test
  @DisplayName("AMF3 3.7 and 3.10: a double, and a date")
  void doubles_areRead() {
    assertThat(read("11 05 3ff8000000000000 11 08 01 4000000000000000"))
        .containsExactly(AmfValue.of(1.5), new AmfDate(2));
  }

  @Test
  @DisplayName("AMF3 3.8: a text, and a reference to it; the empty one has no number")
  void texts_areReadAndReferredTo() {
    assertThat(read("11 09 09 01 06 03 61 06 01 06 05 c3a9 06 00"))
        .containsExactly(
            new AmfStrictArray(
                List.of(AmfValue.of("a"), AmfValue.of(""), AmfValue.of("é"), AmfValue.of("a"))));
  }

  @Test
  @DisplayName("AMF3 3.12: an anonymous dynamic object, as servers write their status")
  void dynamicObject_isRead() {
    assertThat(read("11 0a 0b 01 0b 6c6576656c 06 0b 6572726f72 09 636f6465 04 05 01"))
        .containsExactly(
            new AmfObject(Map.of("level", AmfValue.of("error"), "code", AmfValue.of(5))));
  }

  @Test
  @DisplayName("AMF3 3.12: an object of a class with traits, and one that refers to them")
  void sealedObjects_areRead() {
    // Two members a and b; then one with the same traits.
    assertThat(read("11 09 05 01 0a 23 03 43 03 61 03 62 04 01 04 02 0a 01 04 03 04 04"))
        .containsExactly(
            new AmfStrictArray(
                List.of(
                    new AmfObject(Map.of("a", AmfValue.of(1), "b", AmfValue.of(2))),
                    new AmfObject(Map.of("a", AmfValue.of(3), "b", AmfValue.of(4))))));
  }

  @Test
  @DisplayName("AMF3 3.11: an array with named elements")
  void mixedArray_isRead() {
    assertThat(read("11 09 03 03 61 04 01 01 04 02"))
        .containsExactly(new AmfEcmaArray(Map.of("a", AmfValue.of(1), "0", AmfValue.of(2))));
  }

  @Test
  @DisplayName("AMF3 3.9, 3.13 and 3.14: XML and bytes are passed over")
  void otherTypes_arePassedOver() {
    assertThat(read("11 07 05 3c3e 11 0b 03 3c 11 0c 07 010203 05"))
        .containsExactly(new AmfUndefined(), new AmfUndefined(), new AmfUndefined(), new AmfNull());
  }

  @Test
  @DisplayName("AMF3 4.1: the tables of references begin anew with each switch")
  void tables_endWithTheirValue() {
    assertThatThrownBy(() -> read("11 06 03 61 11 06 00"))
        .isInstanceOf(CorruptedFrameException.class)
        .hasMessageContaining("number 0, but there are 0");
  }

  @Test
  void objectThatHoldsItself_holdsNothingThere() {
    assertThat(read("11 09 03 01 09 00"))
        .containsExactly(new AmfStrictArray(List.of(new AmfUndefined())));
  }

  @Test
  void referencesThatDoubleAndDouble_areRefused() {
    // Array 1 holds array 0 twice, array 2 holds array 1 twice, and so on.
    var digits = new StringBuilder("11 09 19 01 09 05 01 01 01");
    for (var i = 1; i < 12; i++) {
      digits.append("09 05 01 09 %02x 09 %02x".formatted(i << 1, i << 1));
    }
    assertThatThrownBy(() -> read(digits.toString())).isInstanceOf(TooLongFrameException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11",
        "11 06 7f 61",
        "11 0c ffffffff 00",
        "11 09 ffffffff 01 01",
        "11 0a ffffffff 01",
        "11 0a 07 01",
        "11 0d 01",
        "11 09 08"
      })
  void brokenValue_isRefused(String digits) {
    assertThatThrownBy(() -> read(digits))
        .isInstanceOfAny(CorruptedFrameException.class, TooLongFrameException.class);
  }

  @Test
  void nestingPastTheLimit_isRefused() {
    assertThatThrownBy(() -> read("11 " + "09 03 01 ".repeat(9) + "01"))
        .isInstanceOf(TooLongFrameException.class);
  }
}
