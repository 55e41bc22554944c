// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet.nal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What looks like a start code never stands in a unit, and comes out as it went in.
class EmulationPreventionTest {
  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest
  @CsvSource({
    "000001, 00000301",
    "000000, 00000300",
    "000002, 00000302",
    "000003, 00000303",
    "000004, 000004",
    "0000000000, 0000030000" + "0300",
    "010000, 010000",
    "00010000, 00010000",
    "000080, 000080"
  })
  void zeros_getAThreeBetween(String meant, String sent) {
    byte[] unit = HEX.parseHex(sent);

    assertThat(HEX.formatHex(EmulationPrevention.with(HEX.parseHex(meant)))).isEqualTo(sent);
    assertThat(HEX.formatHex(EmulationPrevention.without(unit, 0, unit.length))).isEqualTo(meant);
  }

  @Test
  void anyBytes_comeOutAsTheyWentIn() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) random.nextInt(5);
      }
      byte[] unit = EmulationPrevention.with(bytes);

      assertThat(HEX.formatHex(unit)).doesNotMatch("(..)*0000(00|01|02).*");
      assertThat(EmulationPrevention.without(unit, 0, unit.length)).isEqualTo(bytes);
    }
  }
}
