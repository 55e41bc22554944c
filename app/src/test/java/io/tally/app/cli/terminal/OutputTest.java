// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Output output(Output.Form form) {
    return new Output(
        form, true, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private static void speak(Output output) {
    output.event("state", "live", Map.of("state", "live"));
    output.progress("statistics", "30 fps", Map.of("fps", 30));
    output.problem("The disk is full.");
    output.end();
  }

  @Test
  void lines_areOneEach_andProblemsOnStandardError() {
    speak(output(Output.Form.LINES));

    assertThat(out.toString(UTF_8)).isEqualTo("live\n30 fps\n");
    assertThat(err.toString(UTF_8)).isEqualTo("tally: The disk is full.\n");
  }

  @Test
  void json_isOneObjectALine_problemsToo() {
    speak(output(Output.Form.JSON));

    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "{\"event\":\"state\",\"state\":\"live\"}",
            "{\"event\":\"statistics\",\"fps\":30}",
            "{\"event\":\"problem\",\"sentence\":\"The disk is full.\"}");
    assertThat(err.toString(UTF_8)).isEqualTo("tally: The disk is full.\n");
  }

  @Test
  void terminal_writesOverItsProgress() {
    Output output = output(Output.Form.TERMINAL);
    output.progress("statistics", "a long line", Map.of());
    output.progress("statistics", "short", Map.of());
    output.end();

    String[] written = out.toString(UTF_8).split("\r", -1);
    assertThat(written).hasSize(3);
    assertThat(written[2]).startsWith("short ").hasSizeGreaterThan("a long line".length());
  }

  @Test
  void terminal_writesOverSeveralLines_andClearsThemForWhatHappens() {
    Output output = output(Output.Form.TERMINAL);
    output.progress("statistics", "live", List.of("one", "two"), Map.of());
    output.progress("statistics", "live", List.of("one"), Map.of());
    output.event("state", "stopping", Map.of());

    String escape = "\u001b";
    assertThat(out.toString(UTF_8).replace(escape, "^"))
        .isEqualTo(
            "\r^[?7llive^[K\none^[K\ntwo^[K^[J^[?7h"
                + "\r^[2A^[?7llive^[K\none^[K^[J^[?7h"
                + "\r^[1A^[Jstopping\n");
  }

  @Test
  void pipe_getsSeveralLinesEachTime() {
    output(Output.Form.LINES).progress("statistics", "live", List.of("one"), Map.of());
    assertThat(out.toString(UTF_8)).isEqualTo("live\none\n");
  }
}
