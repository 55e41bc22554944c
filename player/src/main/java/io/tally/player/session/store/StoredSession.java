// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.playlist.Segment.ByteRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What does the folder of a recording hold?
///
/// It may come from a stranger: a body is a counted name in that folder and no link, an answer is
/// of known form, and there are limits for all.
///
/// @param started when it was recorded
/// @param url the first address, with masked values
/// @param answers in the order in which they were whole
public record StoredSession(Instant started, String url, List<StoredAnswer> answers) {
  private static final int MOST_ANSWERS = 200_000;
  private static final long MOST_INDEX_BYTES = 256L << 20;
  private static final long LONGEST_MS = 600_000;
  private static final Pattern ANSWER =
      Pattern.compile(
          "answer (?<asked>\\d{1,10}) (?<first>\\d{1,7}) (?<total>\\d{1,7}) (?<status>\\d{1,3})"
              + " (?<range>-|\\d{1,12}\\+\\d{1,12}) (?<body>-|\\d{6}\\.(?:m3u8|bin))");
  private static final Pattern HEADER =
      Pattern.compile("  (?<name>[a-z-]{1,40}): (?<value>\\P{Cntrl}{0,300})");

  public StoredSession {
    answers = List.copyOf(answers);
  }

  /// Reads a recording.
  ///
  /// @throws IOException with a sentence when the folder holds none
  public static StoredSession read(Path folder) throws IOException {
    Path index = folder.resolve(SessionWriter.INDEX);
    if (!Files.isRegularFile(index, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          folder + " holds no recording: there is no " + SessionWriter.INDEX + " in it");
    }
    if (Files.size(index) > MOST_INDEX_BYTES) {
      throw new IOException(index + " is larger than a recording's can be");
    }
    try (BufferedReader lines = Files.newBufferedReader(index, UTF_8)) {
      return new Reading(folder, lines).all();
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IOException(index + " is damaged: " + e.getMessage(), e);
    }
  }

  /// One reading of one index.
  private static final class Reading {
    private final Path folder;
    private final BufferedReader lines;
    private final List<StoredAnswer> answers = new ArrayList<>();
    private int number;

    private Reading(Path folder, BufferedReader lines) {
      this.folder = folder;
      this.lines = lines;
    }

    private StoredSession all() throws IOException {
      if (!SessionWriter.FIRST_LINE.equals(next())) {
        throw damaged("it does not begin with \"" + SessionWriter.FIRST_LINE + "\"");
      }
      Instant started = Instant.parse(behind("started "));
      String url = behind("url ");
      String line = next();
      while (line != null) {
        line = answer(line);
      }
      if (answers.isEmpty()) {
        throw damaged("it has no answers");
      }
      answers.sort(Comparator.comparingLong(StoredAnswer::thereMs));
      return new StoredSession(started, url, answers);
    }

    /// Reads one answer; gives the line behind it.
    private @Nullable String answer(String first) throws IOException {
      Matcher parts = ANSWER.matcher(first);
      if (!parts.matches() || answers.size() >= MOST_ANSWERS) {
        throw damaged(parts.matches() ? "it has too many answers" : "no answer begins so");
      }
      Optional<Path> body = body(parts.group("body"));
      String address = behind("  at ");
      Map<String, String> headers = new HashMap<>();
      String line = next();
      while (line != null && line.startsWith("  ")) {
        Matcher header = HEADER.matcher(line);
        if (!header.matches() || !SessionWriter.HEADERS.contains(header.group("name"))) {
          throw damaged("this is no header that is recorded");
        }
        headers.put(header.group("name"), header.group("value"));
        line = next();
      }
      answers.add(
          new StoredAnswer(
              Long.parseLong(parts.group("asked")),
              Math.min(LONGEST_MS, Long.parseLong(parts.group("first"))),
              Math.min(LONGEST_MS, Long.parseLong(parts.group("total"))),
              Integer.parseInt(parts.group("status")),
              address,
              range(parts.group("range")),
              headers,
              body));
      return line;
    }

    private static Optional<ByteRange> range(String text) {
      if (text.equals("-")) {
        return Optional.empty();
      }
      int plus = text.indexOf('+');
      return Optional.of(
          new ByteRange(
              Long.parseLong(text.substring(0, plus)), Long.parseLong(text.substring(plus + 1))));
    }

    private Optional<Path> body(String name) throws IOException {
      if (name.equals("-")) {
        return Optional.empty();
      }
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw damaged("there is no file " + name);
      }
      return Optional.of(file);
    }

    private String behind(String start) throws IOException {
      String line = next();
      if (line == null || !line.startsWith(start)) {
        throw damaged("\"" + start.strip() + "\" is expected");
      }
      return line.substring(start.length());
    }

    private @Nullable String next() throws IOException {
      number++;
      return lines.readLine();
    }

    private IOException damaged(String why) {
      return new IOException(
          "%s is damaged in line %d: %s; record the stream again"
              .formatted(folder.resolve(SessionWriter.INDEX), number, why));
    }
  }
}
