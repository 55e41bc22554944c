// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.installer.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ManualTest {
  @TempDir static Path folder;

  @BeforeAll
  static void write() throws Exception {
    Manual.main(new String[] {folder.toString(), "1.2.3", "2026-11-21"});
  }

  @Test
  void everyCommand_hasAPage_thatMandocReadsWithoutComplaint() throws Exception {
    for (CommandLine command : Manual.commands(Manual.tally())) {
      Path page = folder.resolve(ManPage.name(command) + ".1");
      assertThat(Tool.run("mandoc", "-T", "lint", "-W", "warning", page.toString()))
          .as("%s", page)
          .isEqualTo(new Tool(0, ""));
    }
  }

  @Test
  void everyOption_isOnThePageOfItsCommand() throws Exception {
    for (CommandLine command : Manual.commands(Manual.tally())) {
      Path page = folder.resolve(ManPage.name(command) + ".1");
      String shown = Tool.run("sh", "-c", "mandoc -T ascii " + page + " | col -b").text();
      assertThat(
              command.getCommandSpec().options().stream()
                  .filter(option -> !option.hidden())
                  .map(option -> option.longestName()))
          .as("%s", page)
          .allMatch(shown::contains);
    }
  }

  @Test
  void textThatWouldBeARequest_isEscaped() {
    assertThat(ManPage.escape(".m3u8 on C:\\x\n'quoted' --to"))
        .isEqualTo("\\&.m3u8 on C:\\ex\n\\&'quoted' \\-\\-to");
  }

  @Test
  void completion_givesBashTheOptionsOfACommand() throws Exception {
    String script =
        "source '%s'; COMP_WORDS=(tally play --s); COMP_CWORD=2; _complete_tally 2>/dev/null; echo \"${COMPREPLY[*]}\""
            .formatted(folder.resolve("tally.bash"));
    Tool bash = Tool.run("bash", "-c", script);
    assertThat(List.of(bash.text().strip().split("\\s+"))).contains("--seconds", "--sound");
  }

  @Test
  void pages_nameTheVersion() throws Exception {
    assertThat(Files.readString(folder.resolve("tally.1"), UTF_8)).contains("\"Tally 1.2.3\"");
  }
}
