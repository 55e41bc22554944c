// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.player.check.CheckReport;
import io.tally.player.check.CheckSettings;
import io.tally.player.check.StreamChecker;
import io.tally.player.check.TrackSummary;
import io.tally.player.check.export.JsonReport;
import io.tally.player.playlist.Flaw.Severity;
import io.tally.player.rules.Finding;
import io.tally.player.rules.LiveRule;
import io.tally.player.rules.MediaRule;
import io.tally.player.rules.Profile;
import io.tally.player.rules.TextRule;
import io.tally.player.rules.VariantRule;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.stream.DashStream;
import io.tally.player.testing.stream.DashStream.Form;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a check says of MPEG-DASH: by the rules for media, and not by those for playlists of HLS.
class DashCheckTest {
  private static final int SECONDS = 4;

  @TempDir static Path recordings;
  private FaultServer server;

  @BeforeAll
  static void record() throws Exception {
    DashStream.record(recordings, SECONDS);
  }

  @BeforeEach
  void serve() throws Exception {
    server = new FaultServer(recordings);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private CheckReport check(String path, Profile profile, Duration lasting) throws Exception {
    CheckSettings settings = CheckSettings.of(server.uri(path)).with(profile).lasting(lasting);
    try (StreamChecker checker = StreamChecker.start(settings)) {
      assertThat(checker.await(Duration.ofSeconds(90))).isTrue();
      return checker.report();
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachForm_isMeasured_andGood(Form form) throws Exception {
    CheckReport report = check(form.mpd(), Profile.APPLE, Duration.ofSeconds(60));

    assertThat(report.problem()).isEmpty();
    assertThat(report.errors()).isZero();
    // FFmpeg tells a bit rate that it does not keep to, and lengths that are about right.
    assertThat(report.findings())
        .extracting(Finding::rule)
        .isSubsetOf(MediaRule.BANDWIDTH, MediaRule.DURATION_TRUE, MediaRule.PLAIN_DELIVERY);
    assertThat(report.tracks())
        .extracting(TrackSummary::kind)
        .containsExactly("variant", "variant", "audio");
    assertThat(report.tracks()).allMatch(track -> track.segments() >= SECONDS);
    assertThat(JsonReport.of(report)).contains("This is MPEG-DASH");
  }

  @Test
  void liveStream_isMeasured_andGood(@TempDir Path folder) throws Exception {
    server.serve(folder);
    try (PatternStream _ = PatternStream.liveDash(folder, 0, "-window_size", "8")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> hasSegments(folder));

      CheckReport report = check("stream.mpd", Profile.RFC, Duration.ofSeconds(6));

      assertThat(report.errors()).isZero();
      assertThat(report.tracks()).hasSize(3).allMatch(track -> track.live());
      assertThat(report.tracks()).allMatch(track -> track.segments() > 2);
    }
  }

  private static boolean hasSegments(Path folder) throws Exception {
    Path mpd = folder.resolve("stream.mpd");
    return Files.exists(mpd) && Files.readString(mpd).contains("r=\"1\"");
  }

  @Test
  void whatIsWrongWithTheMedia_isFound() throws Exception {
    server.fault("number/0/00002.m4s", new Fault.Status(404), Integer.MAX_VALUE);
    server.fault(
        "number/stream.mpd",
        new Fault.Instead(
            Files.readString(recordings.resolve("number/stream.mpd"))
                .replace("avc1.64001e", "hvc1.1.6.L93.B0")
                .getBytes(UTF_8)),
        Integer.MAX_VALUE);

    CheckReport report = check("number/stream.mpd", Profile.RFC, Duration.ofSeconds(60));

    assertThat(report.findings())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .extracting(Finding::rule)
        .contains(LiveRule.AVAILABLE, VariantRule.CODECS);
  }

  @Test
  void textThatIsNoMpdAfterAll_isToldInASentence() throws Exception {
    byte[] broken = "<MPD><Period></MPD>".getBytes(UTF_8);
    server.fault("timeline/stream.mpd", new Fault.Instead(broken), 1);

    CheckReport report = check("timeline/stream.mpd", Profile.RFC, Duration.ofSeconds(60));

    assertThat(report.problem())
        .hasValue("The MPD cannot be read: it is no well-formed XML: see line 1");
    assertThat(report.findings()).extracting(Finding::rule).contains(TextRule.MANIFEST);
  }
}
