// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.installer.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Is the reference in the documents what the program's help says?
class ReferenceTest {
  private static final Path DOCUMENT = Tool.SOURCES.resolve("../../docs/commands.md").normalize();

  @Test
  void document_isTheProgramsOwnHelp() throws Exception {
    Path made = Tool.SOURCES.resolveSibling("target").resolve("commands.md");
    Files.createDirectories(made.getParent());
    Files.writeString(made, new Reference(Manual.tally()).text(), UTF_8);
    assertThat(DOCUMENT)
        .as("where the help has changed, copy %s over the document", made)
        .hasSameTextualContentAs(made, UTF_8);
  }

  @Test
  void everyCommandAndOption_isInIt() {
    String text = new Reference(Manual.tally()).text();
    Manual.commands(Manual.tally())
        .forEach(command -> {
          String name = command.getCommandSpec().qualifiedName();
          assertThat(text).contains("\n## `" + name + "`\n");
          assertThat(command.getCommandSpec().options())
              .as(name)
              .allSatisfy(
                  option -> assertThat(text).containsPattern("`" + option.longestName() + "[ `]"));
        });
  }
}
