// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.documented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.tally.app.cli.TallyCommand;
import io.tally.protocol.service.Services;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Does the program know every command, option and service that the README and the documents name?
///
/// [DocumentedCommandsRunTest] runs them.
class DocumentedCommandsTest {
  private static final Pattern VARIABLES = Pattern.compile("^([A-Z_0-9]+=\\S+ +)+");
  private static final Pattern SERVICE = Pattern.compile("--service (\\S+)");

  /// Every line of every shell block that calls Tally, without what stands before and behind it.
  static final List<String> COMMANDS =
      Documents.all().stream().flatMap(DocumentedCommandsTest::calls).toList();

  private static Stream<String> calls(Path document) {
    return Documents.shell(document).stream()
        .map(line -> VARIABLES.matcher(line).replaceFirst("").replaceFirst(" +# .*$", ""))
        .filter(call -> call.equals("tally") || call.startsWith("tally "));
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
        Documents.all().stream()
            .flatMap(file -> Documents.spans(file).stream())
            .filter(span -> span.equals("tally") || span.startsWith("tally "))
            .flatMap(span -> Stream.of(span.split("[ =]")))
            .filter(word -> word.startsWith("--"))
            .distinct()
            .toList();
    assertThat(named).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void noBlock_isOfAKindThatNobodyRuns() {
    assertThat(Documents.all().stream().flatMap(file -> Documents.fences(file).stream()))
        .isSubsetOf("```sh", "```bash", "```nginx");
  }

  @Test
  void everyCommand_isShownInTheReadme() {
    List<String> shown = calls(Documents.all().getFirst()).toList();
    assertThat(tally().getSubcommands().keySet())
        .allSatisfy(name ->
            assertThat(shown).as(name).anyMatch(call -> call.matches("tally " + name + "( .*)?")));
  }

  private static Stream<String> options(CommandSpec command) {
    return command.options().stream().flatMap(option -> Stream.of(option.names()));
  }
}
