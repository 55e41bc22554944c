// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole.watched;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.testing.TallyProcess;
import io.tally.player.check.CheckReport;
import io.tally.player.check.CheckSettings;
import io.tally.player.check.StreamChecker;
import io.tally.player.check.TrackSummary;
import io.tally.player.glass.GlassFacts;
import io.tally.player.playlist.Flaw.Severity;
import io.tally.player.rules.Finding;
import io.tally.player.rules.Profile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Does what this program sends to its own ingest keep to the rules, and does `tally check` say so?
///
/// One stream for all of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnStreamCheckedTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  /// Late and stale playlists: how even an encoder runs on a busy machine is not the matter here.
  private static final Set<Integer> OF_THE_MACHINE = Set.of(39, 40);

  private TallyProcess sender;
  private URI playlist = URI.create("");

  @SuppressWarnings("NullAway.Init")
  OwnStreamCheckedTest() {}

  @BeforeAll
  void stream(@TempDir Path home) throws Exception {
    sender =
        TallyProcess.start(home, "stream", "--pattern", "--tone", "--size", "320x180", "--json");
    playlist = URI.create(sender.awaitEvent("watch").get("playlist").asString());
    sender.awaitEvent(event -> event.has("seconds") && event.get("seconds").asInt() >= 8);
  }

  @AfterAll
  void end() throws Exception {
    sender.interrupt();
    assertThat(sender.exitCode()).isZero();
    sender.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Profile.class,
      names = {"RFC", "OWN"})
  void ownStream_keepsToTheRules(Profile profile) throws Exception {
    CheckSettings settings =
        CheckSettings.of(playlist).with(profile).lasting(Duration.ofSeconds(7));
    try (StreamChecker checker = StreamChecker.start(settings)) {
      assertThat(checker.await(LONG)).isTrue();
      CheckReport report = checker.report();

      assertThat(report.problem()).isEmpty();
      assertThat(report.findings())
          .filteredOn(found -> found.severity() == Severity.ERROR)
          .filteredOn(found -> !OF_THE_MACHINE.contains(found.rule().id()))
          .extracting(Finding::sentence)
          .isEmpty();
      TrackSummary track = report.tracks().getFirst();
      assertThat(track.segments()).isGreaterThanOrEqualTo(3);
      assertThat(track.real()).contains("avc1").contains("320x180").contains("mp4a.40.2");
      GlassFacts stamped = report.arrival().stamped();
      assertThat(stamped.source()).isPresent();
      assertThat(stamped.shown()).isPositive();
      assertThat(stamped.lost()).isZero();
      assertThat(stamped.delay().orElseThrow().medianNs()).isPositive();
    }
  }

  @Test
  void checkCommand_reportsInEveryForm_andEndsWithItsVerdict(@TempDir Path home) throws Exception {
    Path html = home.resolve("report.html");
    Path junit = home.resolve("report.xml");
    Path har = home.resolve("report.har");
    try (TallyProcess check =
        TallyProcess.start(
            home,
            "check",
            playlist.toString(),
            "--seconds",
            "6",
            "--profile",
            "rfc",
            "--html",
            html.toString(),
            "--junit",
            junit.toString(),
            "--har",
            har.toString())) {
      assertThat(check.exitCode()).as(check.errors()).isIn(0, 1); // 1: see OF_THE_MACHINE
    }

    assertThat(Files.readString(html))
        .startsWith("<!doctype html>")
        .contains("HLS report", "from capture until loaded", "by the stamps in the pictures");
    assertThat(Files.readString(junit)).contains("<testsuite ").contains("rule 71");
    assertThat(Files.readString(har)).contains("\"version\": \"1.2\"").contains("index.m3u8");
  }

  @Test
  void checkCommand_forAnAddressWithNothingBehindIt_endsWithTwo(@TempDir Path home)
      throws Exception {
    try (TallyProcess check =
        TallyProcess.start(home, "check", "http://127.0.0.1:1/none.m3u8", "--seconds", "5")) {
      assertThat(check.exitCode()).isEqualTo(2);
      assertThat(check.errors()).contains("Nothing answers at 127.0.0.1:1");
    }
  }
}
