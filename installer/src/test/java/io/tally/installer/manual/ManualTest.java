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
  void completion_givesFishTheOptionsOfACommand_withWhatTheyDo() throws Exception {
    assertThat(fish("tally play --s").lines()).anyMatch(line -> line.matches("--seconds\\t.+"));
    assertThat(fish("tally st").lines()).anyMatch(line -> line.matches("stream\\t.+"));
    assertThat(fish("tally stream --adapt ").lines()).isNotEmpty();
    assertThat(fish("tally stream --key-file " + folder + "/_").lines())
        .anyMatch(line -> line.contains("_tally"));
  }

  private static String fish(String typed) throws Exception {
    return Tool.run(
            "fish",
            "--no-config",
            "-c",
            "source %s; complete -C '%s'".formatted(folder.resolve("tally.fish"), typed))
        .text();
  }

  /// What zsh lists when somebody types that and asks for more; zsh completes on a terminal only.
  @Test
  void completion_givesZshTheOptionsOfACommand_withWhatTheyDo() throws Exception {
    assertThat(zsh("tally play --s")).containsPattern("--seconds +-- ").contains("--sound");
    assertThat(zsh("tally s")).containsPattern("stream +-- ").contains("serve");
  }

  private static String zsh(String typed) throws Exception {
    String script =
        """
        zmodload zsh/zpty
        zpty shell env TERM=dumb COLUMNS=200 zsh -f -i
        zpty -w shell "PS1=; unsetopt zle_bracketed_paste; fpath=(%1$s \\$fpath); autoload -Uz compinit; compinit -u -D"
        zpty -w shell "stty columns 200; print ready; print steady"
        zpty -r shell said $'*ready*steady\\r\\n*'
        zpty -w -n shell $'%2$s\\C-d\\C-u\\C-uprint done; print with\\n'
        zpty -r shell said $'*done*with\\r\\n*'
        print -r -- "$said"
        """
            .formatted(folder, typed);
    return Tool.run("timeout", "30", "zsh", "-f", "-c", script).text();
  }

  @Test
  void pages_nameTheVersion() throws Exception {
    assertThat(Files.readString(folder.resolve("tally.1"), UTF_8)).contains("\"Tally 1.2.3\"");
  }
}
