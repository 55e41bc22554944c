// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Does a media playlist keep the sentences of draft-pantos-hls-rfc8216bis?
///
/// A reader of its own, that shares nothing with the writer, and refuses what it does not know.
public final class PlaylistRules {
  /// One segment as a player sees it.
  public record Entry(
      long sequence, long discontinuity, String uri, String map, double seconds, Instant date) {}

  /// A playlist that kept the rules.
  public record Read(
      Map<String, String> headers, List<Entry> entries, boolean tagOnFirst, boolean ended) {
    public long target() {
      return Long.parseLong(headers.get("#EXT-X-TARGETDURATION"));
    }

    public double seconds() {
      return entries.stream().mapToDouble(Entry::seconds).sum();
    }

    public Entry first() {
      return entries.getFirst();
    }

    public Entry last() {
      return entries.getLast();
    }
  }

  private static final Set<String> HEADERS =
      Set.of(
          "#EXT-X-VERSION",
          "#EXT-X-TARGETDURATION",
          "#EXT-X-MEDIA-SEQUENCE",
          "#EXT-X-DISCONTINUITY-SEQUENCE",
          "#EXT-X-INDEPENDENT-SEGMENTS");
  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

  private PlaylistRules() {}

  /// Reads a playlist and fails on the first sentence that it breaks.
  public static Read check(String text) {
    assertThat(text)
        .as("4.1: no BOM, no control characters")
        .doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\ufeff]");
    assertThat(text).as("4: the last line ends").endsWith("\n");
    List<String> lines = text.lines().toList();
    assertThat(lines.getFirst()).as("4.4.1.1").isEqualTo("#EXTM3U");
    Map<String, String> headers =
        lines.stream()
            .filter(line -> HEADERS.contains(name(line)))
            // A second one of the same name would fail here: 4.4.1.2, 4.4.2, 4.4.3.
            .collect(Collectors.toMap(PlaylistRules::name, PlaylistRules::value));
    assertThat(Integer.parseInt(headers.get("#EXT-X-VERSION")))
        .as("8: EXT-X-MAP")
        .isGreaterThanOrEqualTo(6);
    Read read = segments(lines, headers);
    assertThat(read.target()).as("4.4.3.1").isPositive();
    for (Entry entry : read.entries()) {
      assertThat(Math.round(entry.seconds()))
          .as("4.4.3.1: %s", entry)
          .isLessThanOrEqualTo(read.target());
    }
    datesFollowLengths(read);
    return read;
  }

  private static Read segments(List<String> lines, Map<String, String> headers) {
    List<Entry> entries = new ArrayList<>();
    long sequence = Long.parseLong(headers.get("#EXT-X-MEDIA-SEQUENCE"));
    long discontinuity = Long.parseLong(headers.get("#EXT-X-DISCONTINUITY-SEQUENCE"));
    String map = "";
    String length = "";
    String date = "";
    boolean tagOnFirst = false;
    boolean ended = false;
    for (String line : lines.subList(1, lines.size())) {
      assertThat(ended).as("nothing is expected after the end: %s", line).isFalse();
      if (HEADERS.contains(name(line))) {
        assertThat(entries).as("4.4.3.2, 4.4.3.3: %s is before the first segment", line).isEmpty();
        continue;
      }
      switch (name(line)) {
        case "#EXT-X-DISCONTINUITY" -> {
          discontinuity++;
          tagOnFirst |= entries.isEmpty();
          map = "";
        }
        case "#EXT-X-MAP" -> map = value(line).replaceAll("^URI=\"([^\"]+)\"$", "$1");
        case "#EXT-X-PROGRAM-DATE-TIME" -> date = value(line);
        case "#EXTINF" -> length = value(line);
        case "#EXT-X-ENDLIST" -> ended = true;
        default -> {
          assertThat(line).as("an unknown tag").doesNotStartWith("#");
          assertThat(length).as("4.4.4.1: EXTINF of %s", line).matches("\\d+\\.\\d+,");
          assertThat(map).as("4.4.4.5: EXT-X-MAP of %s", line).isNotEmpty();
          assertThat(date).as("4.4.4.6: zone and milliseconds of %s", line).matches(DATE);
          entries.add(
              new Entry(
                  sequence++,
                  discontinuity,
                  line,
                  map,
                  Double.parseDouble(length.substring(0, length.length() - 1)),
                  Instant.parse(date)));
          length = "";
          date = "";
        }
      }
    }
    return new Read(headers, entries, tagOnFirst, ended);
  }

  private static void datesFollowLengths(Read read) {
    for (int i = 1; i < read.entries().size(); i++) {
      Entry before = read.entries().get(i - 1);
      Entry after = read.entries().get(i);
      double step = ChronoUnit.MICROS.between(before.date(), after.date()) / 1e6;
      if (before.discontinuity() == after.discontinuity()) {
        assertThat(step)
            .as("6.2.4: date of %s", after.uri())
            .isBetween(before.seconds() - .0011, before.seconds() + .0011);
      } else {
        assertThat(step)
            .as("dates never fall at %s", after.uri())
            .isGreaterThanOrEqualTo(before.seconds() - .0011);
      }
    }
  }

  /// Fails when a later snapshot of the same playlist changed what must not change (6.2.1, 6.2.2).
  public static void follows(Read before, Read after) {
    assertThat(before.ended()).as("4.4.5.3: the end is final").isFalse();
    for (String header :
        List.of("#EXT-X-VERSION", "#EXT-X-TARGETDURATION", "#EXT-X-INDEPENDENT-SEGMENTS")) {
      assertThat(after.headers().get(header))
          .as("6.2.1: %s", header)
          .isEqualTo(before.headers().get(header));
    }
    assertThat(after.first().sequence())
        .as("6.2.2")
        .isGreaterThanOrEqualTo(before.first().sequence());
    Map<Long, Entry> known =
        before.entries().stream().collect(Collectors.toMap(Entry::sequence, Function.identity()));
    Set<Long> seen = new HashSet<>();
    for (Entry entry : after.entries()) {
      if (known.containsKey(entry.sequence())) {
        assertThat(entry)
            .as("6.2.1: a segment stays what it was")
            .isEqualTo(known.get(entry.sequence()));
        seen.add(entry.sequence());
      }
    }
    known.keySet().removeAll(seen);
    assertThat(known.keySet())
        .as("6.2.2: only the oldest leave")
        .allMatch(n -> n < after.first().sequence());
  }

  private static String name(String line) {
    return line.split(":", 2)[0];
  }

  private static String value(String line) {
    String[] parts = line.split(":", 2);
    return parts.length == 2 ? parts[1] : "";
  }
}
