// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer.manual;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What does the shell zsh read to complete a command line of Tally?
///
/// One function that `compinit` finds by its name; all of it is arguments for zsh's own
/// `_arguments`.
@SuppressWarnings("InlineFormatString") // whole pages, which are read apart
final class ZshCompletion {
  private static final String FRAME =
      """
      #compdef tally
      # Completion of tally for zsh

      _tally() {
        local curcontext="$curcontext" state line
        local -a commands
        commands=(
      %s
        )
        _arguments -C -s \\
      %s \\
          '1: :->command' \\
          '*:: :->words'
        case $state in
          command) _describe -t commands command commands ;;
          words)
            case $line[1] in
      %s
            esac ;;
        esac
      }

      _tally "$@"
      """;
  private static final String CASE =
      """
              %s)
                _arguments -s \\
      %s ;;\
      """;

  private ZshCompletion() {}

  static String text(CommandLine tally) {
    String commands =
        tally.getSubcommands().entrySet().stream()
            .map(one ->
                "    "
                    + quoted(one.getKey() + ":" + Offer.summary(one.getValue().getCommandSpec())))
            .collect(Collectors.joining("\n"));
    String cases =
        tally.getSubcommands().entrySet().stream()
            .map(one ->
                CASE.formatted(
                    one.getKey(), arguments(one.getValue().getCommandSpec(), " ".repeat(12))))
            .collect(Collectors.joining("\n"));
    return FRAME.formatted(commands, arguments(tally.getCommandSpec(), "    "), cases);
  }

  private static String arguments(CommandSpec command, String indent) {
    Stream<String> options = Offer.of(command).stream().flatMap(ZshCompletion::option);
    Stream<String> words =
        command.positionalParameters().isEmpty() ? Stream.empty() : Stream.of("'*:address:_files'");
    return Stream.concat(options, words)
        .map(one -> indent + one)
        .collect(Collectors.joining(" \\\n"));
  }

  /// A line for each name; an asterisk before those that can stand more than once would need to
  /// know which do, so all may.
  private static Stream<String> option(Offer offer) {
    String value = offer.value().map(ZshCompletion::value).orElse("");
    return offer.names().stream()
        .map(name -> quoted("*%s[%s]%s".formatted(name, bare(offer.summary()), value)));
  }

  private static String value(Offer.Value value) {
    String colons = value.optional() ? "::" : ":";
    String label = bare(value.label());
    if (value.file()) {
      return colons + label + ":_files";
    }
    List<String> words = value.words();
    return colons + label + ":" + (words.isEmpty() ? "" : "(" + String.join(" ", words) + ")");
  }

  /// Without what `_arguments` would read as its own.
  private static String bare(String text) {
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
