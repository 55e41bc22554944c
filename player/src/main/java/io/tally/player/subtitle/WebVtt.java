// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.subtitle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Which cues does a WebVTT file hold (W3C WebVTT, 6.1)?
///
/// Where on the picture a cue belongs, and how it looks, is left to whoever shows it: settings,
/// styles and regions are passed over, as is every block that makes no sense. Bounded: what is
/// beyond the limits is not read.
///
/// @param map which time of the stream its times are; empty when not told
/// @param cues in the order of the file, in its own times
record WebVtt(Optional<TimestampMap> map, List<Cue> cues) {
  static final int MOST_BYTES = 4 << 20;
  static final int MOST_CUES = 20_000;
  static final int LONGEST_TEXT = 2_000;

  private static final String SIGNATURE = "WEBVTT";
  private static final String ARROW = "-->";

  WebVtt {
    cues = List.copyOf(cues);
  }

  /// Reads a file; empty when it is none.
  static Optional<WebVtt> read(byte[] file) {
    String text = new String(file, 0, Math.min(file.length, MOST_BYTES), UTF_8);
    List<String> lines =
        text.lines().map(line -> line.replace('\0', '\ufffd')).toList(); // 6.1: as it says
    if (lines.isEmpty() || !isSignature(lines.getFirst())) {
      return Optional.empty();
    }
    int at = 1;
    Optional<TimestampMap> map = Optional.empty();
    for (; at < lines.size() && !lines.get(at).isEmpty() && !lines.get(at).contains(ARROW); at++) {
      map = map.isPresent() ? map : TimestampMap.read(lines.get(at));
    }
    return Optional.of(new WebVtt(map, cues(lines, at)));
  }

  private static boolean isSignature(String line) {
    String first = line.startsWith("\ufeff") ? line.substring(1) : line;
    return first.startsWith(SIGNATURE)
        && (first.length() == SIGNATURE.length()
            || Character.isWhitespace(first.charAt(SIGNATURE.length())));
  }

  private static List<Cue> cues(List<String> lines, int from) {
    List<Cue> cues = new ArrayList<>();
    int at = from;
    while (at < lines.size() && cues.size() < MOST_CUES) {
      String timing = lines.get(at++);
      if (!timing.contains(ARROW)) {
        continue; // an identifier, a comment, a style
      }
      StringBuilder text = new StringBuilder();
      while (at < lines.size() && !lines.get(at).isEmpty() && !lines.get(at).contains(ARROW)) {
        String line = lines.get(at++);
        int room = LONGEST_TEXT - text.length();
        if (room > 0) {
          text.append(line, 0, Math.min(room, line.length())).append('\n');
        }
      }
      cue(timing, text.toString()).ifPresent(cues::add);
    }
    return cues;
  }

  private static Optional<Cue> cue(String timing, String marked) {
    int arrow = timing.indexOf(ARROW);
    OptionalLong start = VttTime.read(timing.substring(0, arrow).strip());
    String[] rest = timing.substring(arrow + ARROW.length()).strip().split("\\s+", 2);
    OptionalLong end = VttTime.read(rest[0]);
    if (start.isEmpty() || end.isEmpty() || end.getAsLong() <= start.getAsLong()) {
      return Optional.empty();
    }
    String text = CueText.plain(marked);
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new Cue(start.getAsLong(), end.getAsLong(), text));
  }
}
