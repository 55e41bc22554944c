// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tally.capture.picture.PatternReader;
import io.tally.player.monitor.still.Snapshots;
import io.tally.player.sound.Ear;
import io.tally.player.sound.SoundLine;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.lock.EncryptedFolder;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings made by FFmpeg, played to their end.
class RecordingTest {
  private static final int SECONDS = 3;
  private static final int FRAMES = SECONDS * PatternStream.RATE;
  private static final long LIP_SYNC_MS = 40;

  @TempDir static Path recordings;
  @TempDir Path own;
  private final Ear ear = new Ear();

  @RegisterExtension
  final Viewing view =
      new Viewing(
          recordings,
          new Player(PlayerSettings.DEFAULT.withPatience(Duration.ofSeconds(5)), () -> ear));

  private final FaultServer server = view.server();
  private final Player player = view.player();
  private final Watcher watcher = view.watcher();

  @BeforeAll
  static void record() throws Exception {
    for (String type : List.of("fmp4", "mpegts")) {
      Path folder = Files.createDirectory(recordings.resolve(type));
      PatternStream.record(folder, type, 0, SECONDS);
    }
  }

  @Test
  void lastPicture_canBeSeenAgain_andKept_afterTheEnd() {
    List<String> told = new CopyOnWriteArrayList<>();
    Snapshots snapshots = new Snapshots(own);
    player.connect(snapshots);
    view.playToTheEnd("fmp4/stream.m3u8");
    List<Long> again = new CopyOnWriteArrayList<>();
    player.connect(picture -> again.add(PatternReader.read(picture).frameNumber().orElse(-1)));

    snapshots.keep(told::add);
    player.showAgain();

    assertThat(again).containsExactly(FRAMES - 1L);
    await().atMost(Duration.ofSeconds(30)).until(() -> !told.isEmpty());
    assertThat(told).singleElement().asString().startsWith("Saved as " + own);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fmp4", "mpegts"})
  void recording_isPlayedFrameByFrameToItsEnd(String segmentType) {
    player.play(server.uri(segmentType + "/stream.m3u8"));

    view.awaitEnd();
    PlayerStatistics counts = player.statistics();
    assertThat(counts.decodedFrames()).isEqualTo(FRAMES);
    assertThat(counts.shownFrames() + counts.droppedFrames()).isEqualTo(FRAMES);
    assertThat(counts.damagedPackets()).isZero();
    assertThat(counts.stalls()).isZero();
    assertThat(watcher.numbers()).isSorted().doesNotHaveDuplicates().isSubsetOf(numbers(0, FRAMES));
    // A busy machine may let pictures and sound come too late; both are counted.
    assertThat(watcher.numbers()).hasSize((int) (FRAMES - counts.droppedFrames()));
    assertThat(watcher.notes()).isEmpty();
    assertThat(ear.frames() / (double) SoundLine.RATE + counts.lateSoundMs() / 1000.0)
        .isCloseTo(SECONDS, within(0.1));
  }

  @Test
  void encryptedRecording_isPlayedFrameByFrameToItsEnd() throws Exception {
    PatternStream.record(own, "mpegts", 0, SECONDS);
    EncryptedFolder.encrypt(own, "stream.m3u8");
    server.serve(own);

    player.play(server.uri("stream.m3u8"));

    view.awaitEnd();
    assertThat(player.statistics().decodedFrames()).isEqualTo(FRAMES);
    assertThat(player.statistics().damagedPackets()).isZero();
  }

  @Test
  void positionAndFormat_areThoseOfTheRecording() {
    player.play(server.uri("fmp4/stream.m3u8"));

    view.awaitEnd();
    List<PlayerState.Playing> playing = watcher.playing();
    assertThat(playing).extracting(PlayerState.Playing::positionNs).isSorted();
    PlayerState.Playing last = playing.getLast();
    assertThat(last.duration()).contains(Duration.ofSeconds(SECONDS));
    assertThat(last.behindLive()).isEmpty();
    assertThat(last.width()).isEqualTo(PatternStream.WIDTH);
    assertThat(last.height()).isEqualTo(PatternStream.HEIGHT);
    assertThat(last.framesPerSecond()).isCloseTo(PatternStream.RATE, within(0.1));
    assertThat(last.sound()).isTrue();
    assertThat(((PlayerState.Ended) player.state()).positionNs() / 1e9)
        .isCloseTo(SECONDS, within(0.1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fmp4", "mpegts"})
  void flashAndBeep_comeTogether(String segmentType) {
    List<Long> flashes = new ArrayList<>(); // frames heard when a flash begins, by the ear's count
    player.connect(picture -> {
      boolean flash = PatternReader.read(picture).flash();
      long heard = ear.playedFrames();
      // The very first picture is shown before the clock goes.
      if (flash && heard > 0) {
        flashes.add(heard);
      }
    });

    player.play(server.uri(segmentType + "/stream.m3u8"));

    view.awaitEnd();
    List<Long> offsetsMs = new ArrayList<>();
    for (long beep : ear.beeps()) {
      flashes.stream()
          .map(flash -> (flash - beep) * 1_000 / SoundLine.RATE)
          .filter(offset -> Math.abs(offset) < 500)
          .findFirst()
          .ifPresent(offsetsMs::add);
    }
    assertThat(offsetsMs).hasSizeGreaterThanOrEqualTo(SECONDS - 1);
    Collections.sort(offsetsMs); // the middle one: a busy machine may be late for a single picture
    assertThat(offsetsMs.get(offsetsMs.size() / 2)).isBetween(-LIP_SYNC_MS, LIP_SYNC_MS);
  }

  @Test
  void recordingWithoutSound_isPlayedByTheSystemsClock() throws Exception {
    PatternStream.record(own, "mpegts", 0, 2, true, false);
    server.serve(own);
    player.play(server.uri("stream.m3u8"));

    view.awaitEnd();
    assertThat(player.statistics().decodedFrames()).isEqualTo(2 * PatternStream.RATE);
    assertThat(watcher.numbers()).isSubsetOf(numbers(0, 2 * PatternStream.RATE)).isNotEmpty();
    assertThat(ear.frames()).isZero();
  }

  @Test
  void recordingWithoutPicture_isHeard() throws Exception {
    PatternStream.record(own, "fmp4", 0, 2, false, true);
    server.serve(own);
    player.play(server.uri("stream.m3u8"));

    view.awaitEnd();
    assertThat(ear.beeps()).hasSize(2);
    assertThat(ear.frames() / (double) SoundLine.RATE).isCloseTo(2, within(0.1));
    assertThat(watcher.playing().getLast().width()).isZero();
  }

  @Test
  void discontinuity_joinsTwoTimelines() throws Exception {
    PatternStream.record(Files.createDirectory(own.resolve("one")), "mpegts", 0, 1);
    PatternStream.record(Files.createDirectory(own.resolve("two")), "mpegts", 250, 1);
    String both =
        """
        #EXTM3U
        #EXT-X-TARGETDURATION:1
        #EXTINF:1,
        one/0.ts
        #EXT-X-DISCONTINUITY
        #EXTINF:1,
        two/0.ts
        #EXT-X-ENDLIST
        """;
    Files.writeString(own.resolve("both.m3u8"), both);
    server.serve(own);
    player.play(server.uri("both.m3u8"));

    view.awaitEnd();
    PlayerStatistics counts = player.statistics();
    assertThat(counts.decodedFrames()).isEqualTo(2 * PatternStream.RATE);
    assertThat(watcher.numbers()).isSorted().doesNotHaveDuplicates();
    assertThat(watcher.numbers()).hasSize((int) (counts.decodedFrames() - counts.droppedFrames()));
    assertThat(watcher.numbers()).anyMatch(n -> n < 25).anyMatch(n -> n >= 250);
    assertThat(((PlayerState.Ended) player.state()).positionNs() / 1e9).isCloseTo(2, within(0.1));
    assertThat(watcher.notes()).isEmpty();
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
