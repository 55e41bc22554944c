// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {
  @Test
  void lines_areOrders() {
    assertThat(
            List.of(
                    "stop",
                    "on youtube",
                    " off  youtube ",
                    "retry twitch-2",
                    "mute microphone",
                    "unmute microphone",
                    "gain desktop-sound -6.5",
                    "hide webcam",
                    "show webcam",
                    "bitrate 4000")
                .stream()
                .map(Order::of))
        .containsExactly(
            new Order.Stop(),
            new Order.Send("youtube", true),
            new Order.Send("youtube", false),
            new Order.Retry("twitch-2"),
            new Order.Hear("microphone", false),
            new Order.Hear("microphone", true),
            new Order.Gain("desktop-sound", -6.5),
            new Order.Show("webcam", false),
            new Order.Show("webcam", true),
            new Order.Bitrate(4_000_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stop now | is no order; an order is one of: on ENDPOINT",
        "explode | is no order",
        "gain microphone loud | A gain is \"loud\"; write decibels up to 24, such as -6.",
        "gain microphone NaN | A gain is \"NaN\"",
        "gain microphone 25 | A gain is \"25\"",
        "bitrate much | A bit rate is \"much\"; write kb/s, such as 2500.",
        "bitrate 9999999 | A bit rate is \"9999999\""
      })
  void lineThatIsNoOrder_isASentence(String line, String said) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Order.of(line))
        .withMessageContaining(said);
  }
}
