// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What does the shell fish read to complete a command line of Tally?
final class FishCompletion {
  private FishCompletion() {}

  static String text(CommandLine tally) {
    String all = String.join(" ", tally.getSubcommands().keySet());
    String before = "not __fish_seen_subcommand_from " + all;
    List<String> lines = new ArrayList<>(List.of("# Completion of tally for fish"));
    // Words that are no options are addresses, mostly; those that can be files say so below.
    lines.add("complete -c tally -f");
    tally
        .getSubcommands()
        .forEach((name, one) ->
            lines.add(
                "complete -c tally -n %s -a %s -d %s"
                    .formatted(quoted(before), name, quoted(Offer.summary(one.getCommandSpec())))));
    options(tally.getCommandSpec(), before, lines);
    tally
        .getSubcommands()
        .forEach((name, one) -> {
          String within = "__fish_seen_subcommand_from " + name;
          if (!one.getCommandSpec().positionalParameters().isEmpty()) {
            lines.add("complete -c tally -n %s -F".formatted(quoted(within)));
          }
          options(one.getCommandSpec(), within, lines);
        });
    return String.join("\n", lines) + "\n";
  }

  private static void options(CommandSpec command, String where, List<String> lines) {
    for (Offer offer : Offer.of(command)) {
      String names =
          offer.names().stream()
              .map(name ->
                  name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.charAt(1))
              .collect(Collectors.joining(" "));
      lines.add(
          "complete -c tally -n %s %s%s -d %s"
              .formatted(
                  quoted(where),
                  names,
                  offer.value().map(FishCompletion::value).orElse(""),
                  quoted(offer.summary())));
    }
  }

  private static String value(Offer.Value value) {
    if (value.optional()) { // then the next word may be something else
      return "";
    }
    if (value.file()) {
      return " -r -F";
    }
    return value.words().isEmpty() ? " -x" : " -x -a " + quoted(String.join(" ", value.words()));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
