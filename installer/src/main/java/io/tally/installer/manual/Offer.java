// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer.manual;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What does a shell offer a person who types an option, and behind it?
///
/// @param names such as `-h` and `--help`
/// @param value what stands behind it, if anything does
/// @param summary the first sentence of its help, without the full stop
record Offer(List<String> names, Optional<Value> value, String summary) {
  private static final Pattern FIRST = Pattern.compile("(.+?)(?:[.:;]? +\\(.*|[.:;](?: .*)?)?");

  /// What a value can be.
  ///
  /// @param label its name in the help
  /// @param words all that there are, where they are known
  /// @param file whether it is the name of a file or a folder
  /// @param optional whether it can be left out
  record Value(String label, List<String> words, boolean file, boolean optional) {
    static Value of(ArgSpec one) {
      Iterable<String> known = one.completionCandidates();
      Class<?> type = one.typeInfo().getAuxiliaryTypes()[0]; // also of each in a list
      return new Value(
          one.paramLabel(),
          known == null
              ? List.of()
              : StreamSupport.stream(known.spliterator(), false)
                  .map(word -> word.toLowerCase(Locale.ROOT)) // either way is understood
                  .sorted()
                  .toList(),
          Path.class.isAssignableFrom(type) || File.class.isAssignableFrom(type),
          one.arity().min() == 0);
    }
  }

  /// All options of a command that its help shows.
  static List<Offer> of(CommandSpec command) {
    return command.options().stream().filter(one -> !one.hidden()).map(Offer::of).toList();
  }

  private static Offer of(OptionSpec one) {
    return new Offer(
        List.of(one.names()),
        one.arity().max() == 0 ? Optional.empty() : Optional.of(Value.of(one)),
        summary(one.description()));
  }

  /// What fits behind a command's name in a list: the first sentence of its description.
  static String summary(CommandSpec command) {
    return summary(command.usageMessage().description());
  }

  private static String summary(String[] description) {
    String text = description.length == 0 ? "" : Ansi.OFF.string(description[0]).strip();
    Matcher first = FIRST.matcher(text);
    return first.matches() ? first.group(1) : text;
  }
}
