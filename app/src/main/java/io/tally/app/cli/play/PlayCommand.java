// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.play;

import io.tally.app.cli.terminal.Interruption;
import io.tally.app.cli.terminal.Output;
import io.tally.player.LiveDistance;
import io.tally.player.LiveDistance.Measure;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.PlayerState;
import io.tally.player.PlayerStatistics;
import io.tally.player.Subscription;
import io.tally.player.event.TimedEvent;
import io.tally.player.glass.GlassFacts;
import io.tally.player.glass.GlassWords;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What does `tally play` do?
@Command(
    name = "play",
    description = "Play an HLS stream and tell how it goes. Without a window, also without sound.",
    footer = {
      "",
      "Exit code: 0 when it played to its end, for --seconds, or until Ctrl-C; 130 when that came"
          + " earlier; 2 for a wrong command line; else 1, with the reason on standard error.",
      "",
      "With --json: event: state (state, sentence), statistics (seconds, behind, width, height, fps,"
          + " shown, dropped, damaged, stalls, buffer, kbps; of what a Tally sent also glass:"
          + " session, shown, lost, leftOut, delay, delayP95, coding, way, wait), reached (kind,"
          + " origin, words, raw, and position, length and date where they are known), end (code)."
    })
public final class PlayCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  private static final long SECOND_NS = 1_000_000_000L;
  private static final int INTERRUPTED = 130;

  @Parameters(paramLabel = "URL", description = "Address or file of a playlist (.m3u8) or an MPD.")
  private String url = "";

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End after so many seconds of playing. Default: when it ends.")
  private @Nullable Integer seconds;

  @Option(names = "--sound", description = "Play the sound, too.")
  private boolean sound;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  private final LinkedBlockingQueue<PlayerState> states = new LinkedBlockingQueue<>();
  private long playingSinceNs; // System.nanoTime; means something once `played`
  private boolean played;
  private String told = "";

  @Override
  public Integer call() {
    if (seconds != null && seconds < 1) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--seconds is " + seconds + "; it must be at least 1");
    }
    Output output = Output.of(json);
    // Idle is what the queue gets when somebody wants an end.
    try (Interruption interruption = Interruption.listen(() -> states.add(new PlayerState.Idle()));
        PlayAddress address = PlayAddress.of(url);
        Player player = new Player(PlayerSettings.of(System.getenv()).withSound(sound))) {
      player.play(address.uri());
      int code;
      try (Subscription _ = player.onEvent(event -> tell(output, event));
          Subscription _ = player.onState(states::add)) {
        code = follow(player, output);
      }
      output.end();
      output.event("end", played ? "stopped" : "not played", Map.of("code", code));
      return interruption.ended(code);
    } catch (IOException e) {
      output.problem(String.valueOf(e.getMessage()));
      return 1;
    }
  }

  private int follow(Player player, Output output) {
    long nextNs = System.nanoTime() + SECOND_NS;
    while (true) {
      switch (next(nextNs - System.nanoTime())) {
        case PlayerState.Idle _ -> {
          return played && seconds == null ? 0 : INTERRUPTED;
        }
        case PlayerState.Opening opening ->
            tell(output, "opening", opening.problem().orElse("opening " + opening.uri()));
        case PlayerState.Playing _ -> {
          if (!played) {
            played = true;
            playingSinceNs = System.nanoTime();
          }
          tell(output, "playing", "playing");
        }
        case PlayerState.Buffering waiting ->
            tell(output, "buffering", "buffering: " + waiting.problem());
        case PlayerState.Ended _ -> {
          tell(output, "ended", "ended");
          if (played && seconds == null) {
            return 0;
          }
          output.problem(
              "The stream ended after %d s of playing. Ask its sender, or play it for less time."
                  .formatted(played ? secondsPlayed() : 0));
          return 1;
        }
        case PlayerState.Failed failed -> {
          output.problem(failed.problem());
          return 1;
        }
        case null -> {}
      }
      if (System.nanoTime() - nextNs >= 0) {
        nextNs += SECOND_NS;
        if (played) {
          tellStatistics(player, output);
        }
      }
      if (played && seconds != null && secondsPlayed() >= seconds) {
        return 0;
      }
    }
  }

  private @Nullable PlayerState next(long waitNs) {
    try {
      return states.poll(Math.max(0, waitNs), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new PlayerState.Idle();
    }
  }

  private long secondsPlayed() {
    return (System.nanoTime() - playingSinceNs) / SECOND_NS;
  }

  private void tell(Output output, String word, String sentence) {
    if (!sentence.equals(told)) {
      told = sentence;
      output.event("state", sentence, Map.of("state", word, "sentence", sentence));
    }
  }

  /// What is attached to the stream's time, as playing comes to it.
  private static void tell(Output output, TimedEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", event.kind());
    fields.put("origin", event.origin());
    event.when().positionNs().ifPresent(ns -> fields.put("position", ns / 1e9));
    event.when().durationNs().ifPresent(ns -> fields.put("length", ns / 1e9));
    event.when().date().ifPresent(date -> fields.put("date", date.toString()));
    fields.put("words", event.words());
    fields.put("raw", event.raw());
    output.event("reached", event.kind() + ": " + event.words(), fields);
  }

  private static String measure(PlayerState.Playing now) {
    return now.behindLive().map(LiveDistance::measure).equals(Optional.of(Measure.CAPTURE))
        ? "glass to glass"
        : "behind live";
  }

  private void tellStatistics(Player player, Output output) {
    PlayerStatistics counts = player.statistics();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seconds", secondsPlayed());
    String line = "playing %d s".formatted(secondsPlayed());
    if (player.state() instanceof PlayerState.Playing now) {
      double behind = now.behindLive().map(live -> live.behind().toMillis() / 1000.0).orElse(-1.0);
      if (behind >= 0) {
        fields.put("behind", behind);
        line += "  %.1f s %s".formatted(behind, measure(now));
      }
      fields.put("width", now.width());
      fields.put("height", now.height());
      fields.put("fps", now.framesPerSecond());
      line += "  %dx%d  %.1f fps".formatted(now.width(), now.height(), now.framesPerSecond());
    }
    GlassFacts glass = player.glass().facts();
    if (glass.source().isPresent()) {
      fields.put("glass", GlassWords.fields(glass));
      line += "  " + GlassWords.beside(glass);
    }
    fields.put("shown", counts.shownFrames());
    fields.put("dropped", counts.droppedFrames());
    fields.put("damaged", counts.damagedPackets());
    fields.put("stalls", counts.stalls());
    fields.put("buffer", counts.bufferMs() / 1000.0);
    fields.put("kbps", counts.bitrateBps() / 1000);
    output.progress(
        "statistics",
        line
            + "  shown %d  dropped %d  stalls %d  buffer %.1f s  %d kb/s"
                .formatted(
                    counts.shownFrames(),
                    counts.droppedFrames(),
                    counts.stalls(),
                    counts.bufferMs() / 1000.0,
                    counts.bitrateBps() / 1000),
        fields);
  }
}
