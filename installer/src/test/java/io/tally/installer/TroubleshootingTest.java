// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the document quotes, the program says.
class TroubleshootingTest {
  private static final Path TOP = Tool.SOURCES.resolve("../..").normalize();

  @Test
  void everyQuotedSentence_isStillInTheProgram() throws IOException {
    StringBuilder code = new StringBuilder();
    for (String room : List.of("capture", "encoder", "protocol", "player", "app")) {
      try (Stream<Path> files = Files.walk(TOP.resolve(room).resolve("src/main/java"))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          code.append(Files.readString(file, UTF_8));
        }
      }
    }
    // One literal where the source has several in a row.
    String text = code.toString().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");

    List<String> quoted = new ArrayList<>();
    try (Stream<String> lines = Files.lines(TOP.resolve("docs/troubleshooting.md"), UTF_8)) {
      lines
          .filter(line -> line.startsWith("> "))
          .flatMap(line -> Arrays.stream(line.substring(2).split("…")))
          .map(String::strip)
          .filter(part -> part.length() > 2)
          .forEach(quoted::add);
    }
    assertThat(quoted).hasSizeGreaterThan(30);
    assertThat(quoted.stream().filter(part -> !text.contains(part))).isEmpty();
  }
}
