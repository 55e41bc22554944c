// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.tally.protocol.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Does the program know every command, option and service that the README and the documents name?
class DocumentedCommandsTest {
  private static final Path TOP = Path.of("..");
  private static final Pattern VARIABLES = Pattern.compile("^([A-Z_0-9]+=\\S+ +)+");
  private static final Pattern QUOTED = Pattern.compile("`tally( [^`]+)?`");
  private static final Pattern SERVICE = Pattern.compile("--service (\\S+)");

  /// Every line of every shell block that calls Tally, without what stands before and behind it.
  static final List<String> COMMANDS = documents().flatMap(DocumentedCommandsTest::calls).toList();

  private static Stream<Path> documents() {
    try (Stream<Path> files = Files.list(TOP.resolve("docs"))) {
      return Stream.concat(
          Stream.of(TOP.resolve("README.md")),
          files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<String> calls(Path document) {
    List<String> calls = new ArrayList<>();
    boolean shell = false;
    for (String line : lines(document)) {
      if (line.startsWith("```")) {
        shell = line.equals("```sh");
      } else if (shell) {
        String call = VARIABLES.matcher(line.strip()).replaceFirst("").replaceFirst(" +# .*$", "");
        if (call.equals("tally") || call.startsWith("tally ")) {
          calls.add(call);
        }
      }
    }
    return calls.stream();
  }

  private static List<String> lines(Path document) {
    try {
      return Files.readAllLines(document, UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static CommandLine tally() {
    return TallyCommand.described(_ -> 0).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void command_isOneThatTheProgramTakes(String command) {
    String[] words = command.replaceFirst("^tally *", "").split(" +");
    assertThatNoException()
        .isThrownBy(() -> tally().parseArgs(words[0].isEmpty() ? new String[0] : words));
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void service_isOneThatTheProgramKnows(String command) {
    assertThat(SERVICE.matcher(command).results().map(found -> found.group(1)))
        .isSubsetOf(Services.known().all().stream().map(service -> service.id()).toList());
  }

  @Test
  void documents_nameNoOptionThatIsNotThere() {
    List<String> known =
        Stream.concat(Stream.of(tally()), tally().getSubcommands().values().stream())
            .map(CommandLine::getCommandSpec)
            .flatMap(DocumentedCommandsTest::options)
            .toList();
    List<String> named =
        documents()
            .flatMap(file -> QUOTED.matcher(String.join(" ", lines(file))).results())
            .flatMap(found -> Stream.of(found.group().replace("`", "").split("[ =]")))
            .filter(word -> word.startsWith("--"))
            .distinct()
            .toList();
    assertThat(named).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void everyCommand_isShownInTheReadme() {
    List<String> shown = calls(TOP.resolve("README.md")).toList();
    assertThat(tally().getSubcommands().keySet())
        .allSatisfy(name ->
            assertThat(shown).as(name).anyMatch(call -> call.matches("tally " + name + "( .*)?")));
  }

  private static Stream<String> options(CommandSpec command) {
    return command.options().stream().flatMap(option -> Stream.of(option.names()));
  }
}
