// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.compare;

import io.tally.player.monitor.MonitorState;
import io.tally.player.monitor.PlaySample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/// How does a stream play, and how does another one beside it?
///
/// @param rows one figure each, of both
/// @param sentence how far apart in time they are; empty without a second one
public record Comparison(List<Row> rows, String sentence) {
  private static final double SAME_MOMENT_S = 0.05;
  private static final double MOST_OFFSET_MS = 45;

  /// One figure of both streams.
  ///
  /// @param first empty while it is not known; so is `second`
  /// @param firstBad it is not as it should be; so is `secondBad`
  public record Row(
      String title, String first, boolean firstBad, String second, boolean secondBad) {}

  public Comparison {
    rows = List.copyOf(rows);
  }

  private record Figure(
      String title, Function<PlaySample, String> text, Predicate<PlaySample> bad) {}

  private static final List<Figure> PLAYED =
      List.of(
          new Figure("Behind live", one -> seconds(one.behindS()), _ -> false),
          new Figure("Buffer", one -> form("%.1f s", one.bufferS()), one -> one.bufferS() < 0.5),
          new Figure("Variant", PlaySample::variant, _ -> false),
          new Figure("Bit rate", one -> form("%.0f kbit/s", one.bitrateBps() / 1e3), _ -> false),
          new Figure("Decoded", one -> form("%.1f fps", one.decodedPerSecond()), _ -> false),
          new Figure("Dropped", one -> "" + one.dropped(), one -> one.dropped() > 0),
          new Figure("Stalls", one -> "" + one.stalls(), one -> one.stalls() > 0),
          new Figure(
              "A/V offset",
              one -> form("%+.0f ms", one.pictureOffsetMs()),
              one -> Math.abs(one.pictureOffsetMs()) > MOST_OFFSET_MS));

  /// Of what is known now.
  ///
  /// @param second empty when nothing is compared
  public static Comparison of(MonitorState first, Optional<MonitorState> second) {
    Optional<PlaySample> one = newest(first);
    Optional<PlaySample> other = second.flatMap(Comparison::newest);
    List<Row> rows = new ArrayList<>();
    for (Figure figure : PLAYED) {
      rows.add(
          new Row(
              figure.title(),
              one.map(figure.text()).orElse(""),
              one.filter(figure.bad()).isPresent(),
              other.map(figure.text()).orElse(""),
              other.filter(figure.bad()).isPresent()));
    }
    rows.add(
        new Row(
            "Loudness",
            loudness(first),
            false,
            second.map(Comparison::loudness).orElse(""),
            false));
    rows.add(
        new Row(
            "Errors",
            errors(first),
            hasErrors(first),
            second.map(Comparison::errors).orElse(""),
            second.filter(Comparison::hasErrors).isPresent()));
    rows.add(
        new Row(
            "Warnings",
            warnings(first),
            false,
            second.map(Comparison::warnings).orElse(""),
            false));
    return new Comparison(rows, second.isEmpty() ? "" : apart(one, other));
  }

  private static Optional<PlaySample> newest(MonitorState state) {
    return state.playing().isEmpty() ? Optional.empty() : Optional.of(state.playing().getLast());
  }

  private static String apart(Optional<PlaySample> one, Optional<PlaySample> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return "";
    }
    Optional<Duration> first = one.flatMap(Comparison::delay);
    Optional<Duration> second = other.flatMap(Comparison::delay);
    if (first.isEmpty() || second.isEmpty()) {
      return "Without EXT-X-PROGRAM-DATE-TIME in both, their places cannot be compared.";
    }
    double laterS = second.get().minus(first.get()).toMillis() / 1e3;
    return Math.abs(laterS) < SAME_MOMENT_S
        ? "Both show the same moment, by program date time."
        : form("B shows each moment %.1f s ", Math.abs(laterS))
            + (laterS > 0 ? "after A" : "before A")
            + ", by program date time.";
  }

  /// They are looked at one after the other, so each is taken against the clock of that moment.
  private static Optional<Duration> delay(PlaySample sample) {
    Instant at = sample.at();
    return sample.date().map(date -> Duration.between(date, at));
  }

  private static String loudness(MonitorState state) {
    OptionalDouble level = state.sound().integratedLufs();
    return level.isPresent() ? form("%.1f LUFS", level.getAsDouble()) : "";
  }

  private static String errors(MonitorState state) {
    return state.report().map(now -> Long.toString(now.errors())).orElse("");
  }

  private static String warnings(MonitorState state) {
    return state.report().map(now -> Long.toString(now.warnings())).orElse("");
  }

  private static boolean hasErrors(MonitorState state) {
    return state.report().filter(now -> now.errors() > 0).isPresent();
  }

  private static String seconds(OptionalDouble value) {
    return value.isPresent() ? form("%.1f s", value.getAsDouble()) : "";
  }

  private static String form(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }
}
