// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import io.tally.player.LiveDistance;
import io.tally.player.PlayerState;
import io.tally.player.glass.GlassFacts;
import io.tally.player.glass.GlassWords;
import io.tally.player.pane.transport.TimeWords;
import io.tally.player.seek.Whereabouts;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which words tell a person how a stream plays?
final class StateWords {
  private static final long SECOND_NS = 1_000_000_000L;

  private StateWords() {}

  /// Whether there is something to stop.
  static boolean isActive(PlayerState state) {
    return switch (state) {
      case PlayerState.Opening _, PlayerState.Playing _, PlayerState.Buffering _ -> true;
      case PlayerState.Idle _, PlayerState.Ended _, PlayerState.Failed _ -> false;
    };
  }

  /// What stands over the picture; empty while it plays.
  static String sentence(PlayerState state) {
    return switch (state) {
      case PlayerState.Idle _ -> "Nothing plays. Go live, or paste the address of an HLS stream.";
      case PlayerState.Opening opening ->
          opening
              .problem()
              .map(problem -> "Waiting for the stream …\n" + problem)
              .orElse("Opening …");
      case PlayerState.Playing _ -> "";
      case PlayerState.Buffering buffering -> buffering.problem();
      case PlayerState.Ended _ -> "The stream has ended.";
      case PlayerState.Failed failed -> failed.problem();
    };
  }

  /// Where in the stream it is: `0:12`, or of a recording `0:12 / 3:40`.
  static String position(PlayerState state) {
    return switch (state) {
      case PlayerState.Playing playing ->
          playing
              .duration()
              .map(all ->
                  TimeWords.clock(playing.positionNs()) + " / " + TimeWords.clock(all.toNanos()))
              .orElse(TimeWords.clock(playing.positionNs()));
      case PlayerState.Buffering buffering -> TimeWords.clock(buffering.positionNs());
      case PlayerState.Ended ended -> TimeWords.clock(ended.positionNs());
      case PlayerState.Idle _, PlayerState.Opening _, PlayerState.Failed _ -> "";
    };
  }

  /// How far behind live, and behind what of it; empty for a recording. Where a Tally sent it, also
  /// how whole and how good it arrives.
  ///
  /// @param where tells it while the player does not
  static String distance(PlayerState state, GlassFacts glass, Optional<Whereabouts> where) {
    return switch (state) {
      case PlayerState.Playing playing ->
          Stream.concat(
                  playing.behindLive().stream().map(StateWords::distance),
                  Stream.of(GlassWords.beside(glass)))
              .filter(words -> !words.isEmpty())
              .collect(Collectors.joining(" · "));
      case PlayerState.Buffering buffering ->
          where
              .filter(Whereabouts::live)
              .map(now -> Math.max(0, now.endNs() - buffering.positionNs()))
              .map(Duration::ofNanos)
              .map(behind -> new LiveDistance(behind, LiveDistance.Measure.PLAYLIST_END))
              .map(StateWords::distance)
              .orElse("");
      case PlayerState.Idle _, PlayerState.Opening _, PlayerState.Ended _, PlayerState.Failed _ ->
          "";
    };
  }

  private static String distance(LiveDistance distance) {
    String behind =
        switch (distance.measure()) {
          case CAPTURE -> " s glass to glass";
          case PROGRAM_DATE_TIME -> " s behind live";
          case PLAYLIST_END -> " s behind the playlist's end";
        };
    return String.format(Locale.ROOT, "%.1f%s", seconds(distance.behind()), behind);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / (double) SECOND_NS;
  }

  /// Size, rate and whether there is sound.
  static String format(PlayerState state) {
    if (!(state instanceof PlayerState.Playing playing)) {
      return "";
    }
    String picture = playing.width() == 0 ? "no picture" : playing.width() + "×" + playing.height();
    String rate =
        playing.width() == 0 || playing.framesPerSecond() == 0
            ? ""
            : String.format(Locale.ROOT, ", %.0f fps", playing.framesPerSecond());
    return picture + rate + (playing.sound() ? "" : ", no sound");
  }

  /// The newest thing that is not as it should be.
  static String note(PlayerState state) {
    return state instanceof PlayerState.Playing playing && !playing.notes().isEmpty()
        ? playing.notes().getLast()
        : "";
  }

  /// What was typed, if a player can open it.
  static Optional<URI> address(String typed) {
    try {
      URI uri = new URI(typed.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean http = scheme.equals("http") || scheme.equals("https");
      return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
