// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Dates move with the recording and keep their form.
class DateShiftTest {
  private final DateShift shift =
      new DateShift(
          Instant.parse("2026-11-21T12:00:00Z"), Instant.parse("2026-11-21T13:00:00.500Z"));

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T12:00:00.000Z, 2026-11-21T13:00:00.500Z",
    "2026-11-21T23:30:00.123456+01:00, 2026-11-22T00:30:00.623456+01:00",
    "2026-11-21T12:00:00+0000, 2026-11-21T13:00:00+0000",
    "2026-11-31T12:00:00Z, 2026-11-31T12:00:00Z",
    "yesterday, yesterday"
  })
  void date_moves_andKeepsItsZoneAndDecimals(String given, String expected) {
    assertThat(shift.playlist("#EXT-X-PROGRAM-DATE-TIME:" + given + "\n#EXTINF:4,\na.ts\n"))
        .isEqualTo("#EXT-X-PROGRAM-DATE-TIME:" + expected + "\n#EXTINF:4,\na.ts\n");
  }

  @Test
  void dateRange_movesAtBothEnds() {
    assertThat(
            shift.playlist(
                "#EXT-X-DATERANGE:ID=\"2026-11-21T12:00:00Z\",START-DATE=\"2026-11-21T12:00:00Z\","
                    + "END-DATE=\"2026-11-21T12:00:30Z\"\n"))
        .contains("ID=\"2026-11-21T12:00:00Z\"")
        .contains("START-DATE=\"2026-11-21T13:00:00Z\"")
        .contains("END-DATE=\"2026-11-21T13:00:30Z\"");
  }

  @Test
  void headerWithADate_moves_andOthersStay() {
    assertThat(shift.header("last-modified", "Sat, 21 Nov 2026 12:00:00 GMT"))
        .isEqualTo("Sat, 21 Nov 2026 13:00:00 GMT");
    assertThat(shift.header("etag", "\"Sat, 21 Nov 2026 12:00:00 GMT\"")).contains("12:00:00");
    assertThat(shift.header("expires", "0")).isEqualTo("0");
  }
}
