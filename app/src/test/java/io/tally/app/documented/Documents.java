// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.documented;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What do the README and the documents tell a reader to type?
final class Documents {
  /// The top of the repository, from where Maven runs the tests.
  static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern SCRIPT = Pattern.compile("(?ms)^```bash\n(.*?)^```$");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

  private Documents() {}

  /// The README first, then those in `docs` and beside the README, by name.
  static List<Path> all() {
    try (Stream<Path> beside = Files.list(TOP);
        Stream<Path> below = Files.list(TOP.resolve("docs"))) {
      List<Path> all = new ArrayList<>(List.of(TOP.resolve("README.md")));
      Stream.concat(beside, below)
          .filter(file -> file.toString().endsWith(".md") && !all.contains(file))
          .sorted()
          .forEach(all::add);
      return all;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Every command of the shell blocks of a document, as it stands there; a line that a backslash
  /// ends goes on in the next one.
  static List<String> shell(Path document) {
    String text = String.join("\n", under("```sh", document)).replace("\\\n", " ");
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  /// Every shell script of a document: what a fence `bash` opens belongs together.
  static List<String> scripts(Path document) {
    Matcher blocks = SCRIPT.matcher(String.join("\n", lines(document)));
    return blocks.results().map(block -> block.group(1)).toList();
  }

  /// The fences that open blocks in a document.
  static List<String> fences(Path document) {
    return lines(document).stream()
        .filter(line -> line.startsWith("```") && line.length() > 3)
        .toList();
  }

  /// Everything between backticks in a document's text.
  static List<String> spans(Path document) {
    return SPAN.matcher(String.join(" ", under("", document)))
        .results()
        .map(span -> span.group(1).replaceAll("\\s+", " "))
        .toList();
  }

  /// The lines in the blocks that such a fence opens; those of the text for no fence.
  private static List<String> under(String fence, Path document) {
    List<String> found = new ArrayList<>();
    String open = "";
    for (String line : lines(document)) {
      if (line.startsWith("```")) {
        open = open.isEmpty() ? line : "";
      } else if (open.equals(fence)) {
        found.add(line);
      }
    }
    return found;
  }

  private static List<String> lines(Path document) {
    try {
      return Files.readAllLines(document, UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
