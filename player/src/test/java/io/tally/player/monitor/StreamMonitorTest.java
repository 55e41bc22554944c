// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.media.VideoFrame;
import io.tally.player.Player;
import io.tally.player.PlayerSettings;
import io.tally.player.Subscription;
import io.tally.player.check.CheckReport;
import io.tally.player.monitor.MediaFigures.Figure;
import io.tally.player.monitor.still.Thumbnail;
import io.tally.player.rules.Profile;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.stream.PatternStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is shown of a stream that a real player plays.
class StreamMonitorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path recording;
  private final AtomicReference<MonitorState> newest = new AtomicReference<>(MonitorState.NONE);
  private FaultServer server;
  private Player player;
  private StreamMonitor monitor;

  @SuppressWarnings("NullAway.Init")
  StreamMonitorTest() {}

  @BeforeAll
  static void record() throws Exception {
    PatternStream.record(recording, "mpegts", 0, 4);
  }

  @BeforeEach
  void open() throws Exception {
    server = new FaultServer(recording);
    player = new Player(PlayerSettings.DEFAULT.withSound(false));
    monitor = new StreamMonitor(player);
  }

  @AfterEach
  void nothingLeaks() {
    monitor.close();
    monitor.close();
    player.close();
    server.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  private MonitorState awaitState(Predicate<MonitorState> wanted) {
    await().atMost(PATIENCE).until(() -> wanted.test(newest.get()));
    return newest.get();
  }

  private static boolean isComplete(MonitorState state) {
    return state.report().filter(CheckReport::complete).isPresent();
  }

  @Test
  void streamThatPlays_isMeasured_whileSomebodyLooks() {
    server.fault("2.ts", new Fault.Status(404), 99);
    monitor.watch(newest::set);
    player.play(server.uri("stream.m3u8"));

    MonitorState state = awaitState(StreamMonitorTest::isComplete);

    CheckReport report = state.report().orElseThrow();
    assertThat(report.findings()).extracting(found -> found.rule().id()).contains(43);
    assertThat(state.sentence()).startsWith("1 error, 0 warnings in ");
    assertThat(state.segments()).hasSize(3);
    assertThat(state.segments().getFirst().framesPerSecond()).isBetween(24.0, 26.0);
    assertThat(state.playlists().getOrDefault("stream", List.of()).getFirst().text())
        .startsWith("#EXTM3U");
    assertThat(RequestRow.newest(report.requests(), 100))
        .anyMatch(
            row -> row.failed() && row.answer().equals("404") && row.what().equals("segment 2.ts"))
        .anyMatch(row -> row.what().equals("playlist stream.m3u8") && row.totalMs() >= 0);
    awaitState(now -> now.picture().pictures() > 0 && !now.playing().isEmpty());
    // A beep of half the full scale in each second.
    assertThat(awaitState(now -> now.sound().heardS() > 1).sound().truePeakDb().orElseThrow())
        .isBetween(-8.0, -4.0);
    assertThat(MediaFigures.of(newest.get()))
        .extracting(Figure::title)
        .contains(
            "A/V offset",
            "Decoded",
            "Too late",
            "Stalls",
            "Bit rate",
            "GOP",
            "Timestamps",
            "Keyframes",
            "Sound begins",
            "Black",
            "Frozen",
            "Loudness",
            "True peak",
            "Silent");
  }

  @Test
  void streamOpenedBeforeSomebodyLooked_isKnown() {
    player.play(server.uri("stream.m3u8"));
    await().atMost(PATIENCE).until(() -> player.statistics().shownFrames() > 0);

    monitor.watch(newest::set);

    assertThat(awaitState(StreamMonitorTest::isComplete).segments()).hasSize(4);
  }

  @Test
  void picturesOfThePast_areKeptSmall_andTheirPlacesCanBeGoneTo() {
    monitor.watch(newest::set);
    player.play(server.uri("stream.m3u8"));
    MonitorState state = awaitState(now -> now.strip().size() >= 2);

    Thumbnail second = state.strip().get(1);
    assertThat(second.positionNs()).isBetween(2_000_000_000L, 3_000_000_000L);
    assertThat(second.still().height()).isEqualTo(60);
    assertThat(second.still().width()).isEqualTo(107);
    assertThat(state.where().orElseThrow().contains(second.positionNs())).isTrue();
    monitor.seek(0);
    awaitState(now -> now.where().filter(at -> at.positionNs() < 2_000_000_000L).isPresent());
  }

  @Test
  void twoWhoLook_areBothTold_andTheStreamIsCheckedUntilBothHaveLeft() {
    AtomicReference<MonitorState> other = new AtomicReference<>(MonitorState.NONE);
    Subscription first = monitor.watch(newest::set);
    Subscription second = monitor.watch(other::set);
    player.play(server.uri("stream.m3u8"));
    awaitState(StreamMonitorTest::isComplete);

    first.close();
    await().atMost(PATIENCE).until(() -> isComplete(other.get()));
    int playing = other.get().playing().size();
    await().atMost(PATIENCE).until(() -> other.get().playing().size() > playing);
    second.close();
  }

  @Test
  void whileNobodyLooks_nothingIsAsked_butByThePlayer() {
    player.play(server.uri("stream.m3u8"));
    await().atMost(PATIENCE).until(() -> player.statistics().shownFrames() > 0);
    monitor.close(); // which waits until all of that is done

    assertThat(server.requests()).filteredOn(path -> path.equals("stream.m3u8")).hasSize(1);
    assertThat(newest.get()).isEqualTo(MonitorState.NONE);
  }

  @Test
  void otherProfile_measuresAnew() {
    monitor.watch(newest::set);
    player.play(server.uri("stream.m3u8"));
    awaitState(StreamMonitorTest::isComplete);

    monitor.measureBy(Profile.APPLE);

    MonitorState state = awaitState(now -> now.profile() == Profile.APPLE && isComplete(now));
    assertThat(state.report().orElseThrow().profile()).isEqualTo(Profile.APPLE);
    assertThat(state.report().orElseThrow().findings())
        .as("plain http is against Apple's rules")
        .extracting(found -> found.rule().id())
        .contains(71);
  }

  @Test
  void reportInEveryForm_holdsNoSecret() {
    monitor.watch(newest::set);
    player.play(URI.create(server.uri("stream.m3u8") + "?token=s3cret"));
    CheckReport report = awaitState(StreamMonitorTest::isComplete).report().orElseThrow();

    for (ReportForm form : List.of(ReportForm.values())) {
      assertThat(form.of(report, "1.0")).isNotBlank().doesNotContain("s3cret");
    }
    assertThat(RequestRow.newest(report.requests(), 100))
        .allSatisfy(row -> assertThat(row.url() + row.what()).doesNotContain("s3cret"));
  }
}
