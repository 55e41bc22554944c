// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer.manual;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What does the document `docs/commands.md` say, in Markdown?
///
/// All of it comes from the commands' own help, so that the two cannot differ. Options that every
/// command has stand once, at the end.
final class Reference {
  private static final String HEAD =
      """
      # The command line

      Every command and option; the text is the program's own help, and a test holds that it is the
      same. `tally COMMAND --help` shows it, too, and so does `man tally-COMMAND` where the package is
      installed. [remote-control.md](remote-control.md) tells how other programs work Tally.

      """;

  private final CommandLine tally;
  private final List<String> everywhere;

  /// @param tally the program
  Reference(CommandLine tally) {
    this.tally = tally;
    everywhere =
        tally.getCommandSpec().options().stream()
            .map(OptionSpec::longestName)
            .filter(name ->
                tally.getSubcommands().values().stream()
                    .allMatch(one -> one.getCommandSpec().findOption(name) != null))
            .toList();
  }

  String text() {
    return Manual.commands(tally).stream()
        .map(this::section)
        .collect(Collectors.joining("\n", HEAD, "\n" + common()));
  }

  private String section(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    String rows =
        Stream.concat(
                spec.positionalParameters().stream().map(Reference::row),
                spec.options().stream()
                    .filter(option -> !everywhere.contains(option.longestName()))
                    .filter(option -> !option.hidden())
                    .map(Reference::row))
            .collect(Collectors.joining());
    return "## `%s`\n\n%s%s%s"
        .formatted(
            spec.qualifiedName(),
            paragraphs(spec.usageMessage().description()),
            rows.isEmpty() ? "" : "\n| | |\n|---|---|\n" + rows,
            paragraphs(spec.usageMessage().footer()).replaceFirst("^(?=.)", "\n"));
  }

  private String common() {
    return "## Options of every command\n\n| | |\n|---|---|\n"
        + tally.getCommandSpec().options().stream()
            .filter(option -> everywhere.contains(option.longestName()))
            .map(Reference::row)
            .collect(Collectors.joining());
  }

  private static String row(PositionalParamSpec one) {
    return "| `%s` | %s |\n".formatted(one.paramLabel(), cell(one.description()));
  }

  private static String row(OptionSpec one) {
    String names =
        Arrays.stream(one.names())
            .map(name -> "`" + name + value(one) + "`")
            .collect(Collectors.joining(", "));
    return "| %s | %s |\n".formatted(names.replace("|", "\\|"), cell(one.description()));
  }

  private static String value(OptionSpec one) {
    if (one.arity().max() == 0) {
      return "";
    }
    return one.arity().min() == 0 ? " [" + one.paramLabel() + "]" : " " + one.paramLabel();
  }

  private static String cell(String[] lines) {
    return Arrays.stream(lines)
        .map(Reference::plain)
        .collect(Collectors.joining(" "))
        .replace("|", "\\|");
  }

  private static String paragraphs(String[] lines) {
    return Arrays.stream(lines)
        .map(Reference::plain)
        .filter(line -> !line.isBlank())
        .collect(Collectors.joining("\n\n", "", lines.length == 0 ? "" : "\n"));
  }

  private static String plain(String marked) {
    return Ansi.OFF.string(marked).strip();
  }
}
