// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.picture.PatternReader;
import io.tally.player.sound.Ear;
import io.tally.player.sound.SoundLine;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.stream.PatternStream;
import io.tally.player.testing.stream.SeparateSound;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings of four seconds whose sound has a playlist of its own (EXT-X-MEDIA, TYPE=AUDIO).
class SeparateSoundTest {
  private static final int SECONDS = 4;
  private static final long LIP_SYNC_MS = 40;

  @TempDir static Path recordings;
  private final Ear ear = new Ear();
  private final List<Long> flashes = new CopyOnWriteArrayList<>();

  @RegisterExtension
  final Viewing view =
      new Viewing(
          recordings,
          new Player(PlayerSettings.DEFAULT.withPatience(Duration.ofSeconds(10)), () -> ear));

  private final FaultServer server = view.server();
  private final Player player = view.player();
  private final Watcher watcher = view.watcher();

  @BeforeAll
  static void record() throws Exception {
    for (String type : List.of("fmp4", "mpegts", "packed")) {
      SeparateSound.record(Files.createDirectory(recordings.resolve(type)), type, SECONDS);
    }
  }

  @BeforeEach
  void see() {
    player.connect(picture -> {
      long heard = ear.playedFrames();
      // The very first picture is shown before the clock goes.
      if (PatternReader.read(picture).flash() && heard > 0) {
        flashes.add(heard);
      }
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"fmp4", "mpegts", "packed"})
  void soundWithAPlaylistOfItsOwn_comesWithThePicture(String type) {
    view.playToTheEnd(type + "/master.m3u8");

    assertInStep();
    assertThat(watcher.notes()).isEmpty();
    assertThat(player.statistics().decodedFrames()).isEqualTo((long) SECONDS * PatternStream.RATE);
    assertThat(player.statistics().damagedPackets()).isZero();
    assertThat(server.requests()).noneMatch(path -> path.contains("missing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fmp4", "mpegts"})
  @DisplayName("pain 9: sound and picture stay together over what the picture lost")
  void lostPictureSegment_takesItsSoundAlong(String type) {
    String extension = type.equals("fmp4") ? ".m4s" : ".ts";
    server.fault(type + "/video/1" + extension, new Fault.Status(404), Integer.MAX_VALUE);

    view.playToTheEnd(type + "/master.m3u8");

    assertInStep();
    assertThat(player.statistics().skippedSegments()).isEqualTo(1);
  }

  @Test
  void soundThatIsMissing_isTold_andThePictureIsPlayed() {
    server.fault("fmp4/sound/stream.m3u8", new Fault.Status(404), Integer.MAX_VALUE);

    view.playToTheEnd("fmp4/master.m3u8");

    assertThat(watcher.notes())
        .singleElement()
        .asString()
        .startsWith("The sound cannot be had: ")
        .endsWith("answered 404 (not found)");
    assertThat(player.statistics().decodedFrames()).isEqualTo((long) SECONDS * PatternStream.RATE);
  }

  private void assertInStep() {
    List<Long> offsetsMs = new ArrayList<>();
    for (long beep : ear.beeps()) {
      flashes.stream()
          .map(flash -> (flash - beep) * 1_000 / SoundLine.RATE)
          .filter(offset -> Math.abs(offset) < 500)
          .findFirst()
          .ifPresent(offsetsMs::add);
    }
    assertThat(offsetsMs).hasSizeGreaterThanOrEqualTo(2);
    Collections.sort(offsetsMs); // the middle one: a busy machine may be late for a single picture
    assertThat(offsetsMs.get(offsetsMs.size() / 2)).isBetween(-LIP_SYNC_MS, LIP_SYNC_MS);
  }
}
