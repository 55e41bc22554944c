// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Three segments of one second, of which the middle one is not as it should be.
class DamagedStreamTest {
  private static final int FORM = 75;

  @TempDir static Path recordings;
  @RegisterExtension final Viewing view = Viewing.silent(recordings, 5);
  private final FaultServer server = view.server();
  private final Player player = view.player();
  private final Watcher watcher = view.watcher();

  @BeforeAll
  static void record() throws Exception {
    for (String type : List.of("fmp4", "mpegts")) {
      PatternStream.record(Files.createDirectory(recordings.resolve(type)), type, 0, 3);
    }
  }

  @ParameterizedTest
  @CsvSource({"fmp4, 1.m4s, 2", "mpegts, 1.ts, 4"})
  @DisplayName("pain 1: a fragment with damaged bytes does not stop playing while more is loaded")
  void damagedBytes_areCounted_andWhatFollowsIsShown(String type, String name, long seed)
      throws Exception {
    byte[] bytes = Files.readAllBytes(recordings.resolve(type).resolve(name));
    Random random = new Random(seed);
    for (int i = 0; i < bytes.length / 50; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    server.fault(type + "/" + name, new Fault.Instead(bytes), Integer.MAX_VALUE);

    view.playToTheEnd(type + "/stream.m3u8");

    assertThat(player.statistics().damagedPackets()).isPositive();
    assertThat(player.statistics().stalls()).isZero();
    assertThat(watcher.states()).noneMatch(PlayerState.Buffering.class::isInstance);
    assertThat(watcher.numbers()).contains(0L).anyMatch(number -> number >= 2 * FORM / 3);
  }

  @ParameterizedTest
  @CsvSource({"fmp4, 1.m4s", "mpegts, 1.ts"})
  void anotherFileInPlaceOfASegment_isLeftOut(String type, String name) {
    byte[] page = "<html><body>Please log in</body></html>".repeat(500).getBytes(UTF_8);
    server.fault(type + "/" + name, new Fault.Instead(page), Integer.MAX_VALUE);

    view.playToTheEnd(type + "/stream.m3u8");

    assertThat(watcher.numbers()).isSorted().contains(0L);
    assertThat(watcher.numbers()).anyMatch(number -> number >= 2 * FORM / 3);
    assertThat(watcher.numbers()).noneMatch(number -> number >= FORM / 3 && number < 2 * FORM / 3);
  }

  @Test
  void missingSegment_isTold_andWhatFollowsIsShown() {
    server.fault("fmp4/1.m4s", new Fault.Status(404), Integer.MAX_VALUE);

    view.playToTheEnd("fmp4/stream.m3u8");

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

    view.awaitState(PlayerState.Failed.class::isInstance);
    assertThat(((PlayerState.Failed) player.state()).problem())
        .startsWith("Nothing of this stream could be played: Segment 2 cannot be read: ");
  }
}
