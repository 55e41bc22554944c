// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What does the manual page of a command say, in the language of `man`(7)?
///
/// All of it comes from the command's own help, so that the two cannot differ.
final class ManPage {
  private final CommandLine command;
  private final String version;
  private final String date;
  private final StringBuilder roff = new StringBuilder();

  /// @param version of the program
  /// @param date of the page, as `2026-11-21`
  ManPage(CommandLine command, String version, String date) {
    this.command = command;
    this.version = version;
    this.date = date;
  }

  /// The name of the page: `tally`, `tally-stream`.
  static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-");
  }

  String text() {
    CommandSpec spec = command.getCommandSpec();
    String[] description = spec.usageMessage().description();
    roff.append(
        ".TH \"%s\" 1 \"%s\" \"Tally %s\" \"Tally\"\n"
            .formatted(escape(name(command)).toUpperCase(Locale.ROOT), date, escape(version)));
    section("NAME");
    roff.append(escape(name(command)))
        .append(" \\- ")
        .append(escape(first(description)))
        .append('\n');
    section("SYNOPSIS");
    synopsis();
    section("DESCRIPTION");
    paragraphs(description);
    commands();
    section("OPTIONS");
    spec.positionalParameters().stream().filter(one -> !one.hidden()).forEach(this::positional);
    spec.options().stream().filter(one -> !one.hidden()).forEach(this::option);
    if (spec.usageMessage().footer().length > 0) {
      section("NOTES");
      paragraphs(spec.usageMessage().footer());
    }
    seeAlso();
    return roff.toString();
  }

  private void synopsis() {
    CommandLine.Help help = command.getHelp();
    roff.append(".nh\n.ad l\n")
        .append(escape(plain(help.synopsis(0)).strip()))
        .append("\n.ad\n.hy\n");
  }

  private void commands() {
    if (command.getSubcommands().isEmpty()) {
      return;
    }
    section("COMMANDS");
    command
        .getSubcommands()
        .forEach((name, one) -> {
          roff.append(".TP\n\\fB").append(escape(name)).append("\\fR\n");
          paragraphs(one.getCommandSpec().usageMessage().description());
        });
  }

  private void positional(PositionalParamSpec one) {
    roff.append(".TP\n\\fI").append(escape(one.paramLabel())).append("\\fR\n");
    paragraphs(one.description());
  }

  private void option(OptionSpec one) {
    String names =
        Arrays.stream(one.names())
            .map(name -> "\\fB" + escape(name) + "\\fR")
            .collect(Collectors.joining(", "));
    String value = one.arity().max() == 0 ? "" : " \\fI" + escape(one.paramLabel()) + "\\fR";
    roff.append(".TP\n").append(names).append(value).append('\n');
    paragraphs(one.description());
  }

  private void seeAlso() {
    List<String> others = new ArrayList<>();
    CommandLine parent = command.getParent();
    if (parent != null) {
      others.add(name(parent));
    }
    command.getSubcommands().values().forEach(one -> others.add(name(one)));
    section("SEE ALSO");
    roff.append(
            others.stream()
                .map(name -> "\\fB" + escape(name) + "\\fR(1)")
                .collect(Collectors.joining(",\n")))
        .append('\n');
  }

  private void section(String title) {
    roff.append(".SH ").append(title).append('\n');
  }

  private void paragraphs(String[] lines) {
    boolean begun = false;
    for (String line : lines) {
      if (line.isBlank()) {
        continue;
      }
      roff.append(begun ? ".IP\n" : "").append(escape(plain(line).strip())).append('\n');
      begun = true;
    }
  }

  private static String first(String[] description) {
    String text = description.length == 0 ? "" : plain(description[0]).strip();
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static String plain(String marked) {
    return Ansi.OFF.string(marked);
  }

  /// Text as `man` shows it unchanged: a hyphen that can be searched for and copied, and no dot or
  /// apostrophe at the start of a line, which would be a request.
  static String escape(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .lines()
        .map(line -> line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line)
        .collect(Collectors.joining("\n"));
  }
}
