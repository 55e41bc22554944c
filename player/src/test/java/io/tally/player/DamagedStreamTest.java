// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.media.VideoFrame;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.PatternStream;
import io.tally.player.testing.Watcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Three segments of one second, of which the middle one is not as it should be.
class DamagedStreamTest {
  private static final int FORM = 75;

  @TempDir static Path recordings;
  private FaultServer server;
  private Player player;
  private Watcher watcher;

  @BeforeAll
  static void record() throws Exception {
    for (String type : List.of("fmp4", "mpegts")) {
      PatternStream.record(Files.createDirectory(recordings.resolve(type)), type, 0, 3);
    }
  }

  @BeforeEach
  void open() throws Exception {
    server = new FaultServer(recordings);
    player = new Player(new PlayerSettings(false, Duration.ofSeconds(5)));
    watcher = new Watcher(player);
  }

  @AfterEach
  void nothingLeaks() {
    player.close();
    server.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"fmp4, 1.m4s, 2", "mpegts, 1.ts, 4"})
  void damagedBytes_areCounted_andWhatFollowsIsShown(String type, String name, long seed)
      throws Exception {
    byte[] bytes = Files.readAllBytes(recordings.resolve(type).resolve(name));
    Random random = new Random(seed);
    for (int i = 0; i < bytes.length / 50; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    server.fault(type + "/" + name, new Fault.Instead(bytes), Integer.MAX_VALUE);

    playToTheEnd(type);

    assertThat(player.statistics().damagedPackets()).isPositive();
    assertThat(watcher.numbers()).contains(0L).anyMatch(number -> number >= 2 * FORM / 3);
  }

  @ParameterizedTest
  @CsvSource({"fmp4, 1.m4s", "mpegts, 1.ts"})
  void anotherFileInPlaceOfASegment_isLeftOut(String type, String name) {
    byte[] page = "<html><body>Please log in</body></html>".repeat(500).getBytes(UTF_8);
    server.fault(type + "/" + name, new Fault.Instead(page), Integer.MAX_VALUE);

    playToTheEnd(type);

    assertThat(watcher.numbers()).isSorted().contains(0L);
    assertThat(watcher.numbers()).anyMatch(number -> number >= 2 * FORM / 3);
    assertThat(watcher.numbers()).noneMatch(number -> number >= FORM / 3 && number < 2 * FORM / 3);
  }

  @Test
  void missingSegment_isTold_andWhatFollowsIsShown() {
    server.fault("fmp4/1.m4s", new Fault.Status(404), Integer.MAX_VALUE);

    playToTheEnd("fmp4");

    assertThat(player.statistics().skippedSegments()).isEqualTo(1);
    assertThat(watcher.numbers()).contains(0L).anyMatch(number -> number >= 2 * FORM / 3);
    assertThat(watcher.notes())
        .anyMatch(
            note -> note.startsWith("Segment 1 is left out: ") && note.endsWith("(not found)"));
  }

  @Test
  void streamOfNothingButRubbish_failsWithASentence() {
    for (int number = 0; number < 3; number++) {
      server.fault("mpegts/" + number + ".ts", new Fault.Instead(new byte[50_000]), 99);
    }

    player.play(server.uri("mpegts/stream.m3u8"));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> player.state() instanceof PlayerState.Failed);
    assertThat(((PlayerState.Failed) player.state()).problem())
        .startsWith("Nothing of this stream could be played: Segment 2 cannot be read: ");
  }

  private void playToTheEnd(String type) {
    player.play(server.uri(type + "/stream.m3u8"));
    await().atMost(Duration.ofSeconds(40)).until(() -> player.state() instanceof PlayerState.Ended);
  }
}
