// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.faults;

import static org.awaitility.Awaitility.await;

import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.PlayerState;
import io.tally.player.check.CheckSettings;
import io.tally.player.check.StreamChecker;
import io.tally.player.playlist.Flaw.Severity;
import io.tally.player.rules.Finding;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// What became of a stream with one thing wrong?
///
/// @param end the player's last state
/// @param seconds of picture that it decoded
/// @param leftOut segments that it gave up
/// @param notes that it told
/// @param rules that the checker found broken; `w` marks a warning
/// @param findings in sentences
record Outcome(
    String end,
    double seconds,
    int leftOut,
    List<String> notes,
    List<String> rules,
    List<String> findings) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double FAST = 4;

  /// The rule's number, with `w` for a warning.
  static String shortened(Finding found) {
    return found.rule().id() + (found.severity() == Severity.WARNING ? "w" : "");
  }

  static Outcome of(Path origin, Trouble trouble) throws Exception {
    List<String> findings;
    List<String> rules;
    try (Scene scene = new Scene(origin, Files.createTempDirectory(origin.getParent(), "check"))) {
      trouble.arrange(scene);
      CheckSettings settings = CheckSettings.of(scene.uri()).lasting(PATIENCE);
      try (StreamChecker checker = StreamChecker.start(settings)) {
        if (!checker.await(PATIENCE)) {
          throw new AssertionError("The check does not end");
        }
        var report = checker.report();
        findings =
            report.findings().stream()
                .map(found -> found.rule().id() + ": " + found.sentence())
                .toList();
        rules =
            report.findings().stream()
                .sorted(Comparator.comparingInt(found -> found.rule().id()))
                .map(Outcome::shortened)
                .distinct()
                .toList();
      }
    }
    try (Scene scene = new Scene(origin, Files.createTempDirectory(origin.getParent(), "play"));
        Player player =
            new Player(
                PlayerSettings.DEFAULT.withSound(false).withPatience(Duration.ofSeconds(20)))) {
      trouble.arrange(scene);
      Watcher watcher = new Watcher(player);
      player.play(scene.uri());
      player.setRate(FAST);
      await()
          .atMost(PATIENCE)
          .until(() ->
              player.state() instanceof PlayerState.Ended
                  || player.state() instanceof PlayerState.Failed);
      return new Outcome(
          player.state().toString(),
          (double) player.statistics().decodedFrames() / PatternStream.RATE,
          player.statistics().skippedSegments(),
          watcher.notes(),
          rules,
          findings);
    }
  }
}
