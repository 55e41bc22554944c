// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.picture.PatternReader;
import io.tally.player.Player;
import io.tally.player.playlist.Rendition;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.stream.PatternStream;
import io.tally.player.testing.stream.Subtitled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings of four seconds whose subtitles say in each second which one it is.
class SubtitleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SECONDS = 4;
  private static final List<String> LAST_WORDS = List.of("second " + (SECONDS - 1));

  @TempDir static Path recordings;
  private final Map<Long, List<String>> said = new ConcurrentSkipListMap<>();
  @RegisterExtension final Viewing view = Viewing.silent(recordings, 10);
  private final FaultServer server = view.server();
  private final Player player = view.player();
  private final Watcher watcher = view.watcher();

  @BeforeAll
  static void record() throws Exception {
    for (String type : List.of("fmp4", "mpegts")) {
      Subtitled.record(Files.createDirectory(recordings.resolve(type)), type, SECONDS);
    }
  }

  @BeforeEach
  void listen() {
    player.connect(picture ->
        PatternReader.read(picture)
            .frameNumber()
            .ifPresent(
                number -> said.put(number, player.choices().subtitles().at(picture.ptsNs()))));
  }

  /// What was said went with the picture, and the last second had its words. Which pictures come in
  /// time to be shown is the machine's business.
  private void assertInStep() {
    said.forEach((number, words) -> {
      if (!words.isEmpty()) {
        assertThat(words).containsExactly("second " + number / PatternStream.RATE);
      }
    });
    assertThat(said.values()).contains(LAST_WORDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fmp4", "mpegts"})
  void defaultSubtitles_goWithThePicture(String type) {
    view.playToTheEnd(type + "/master.m3u8");

    assertInStep();
    assertThat(watcher.notes()).isEmpty();
    assertThat(player.choices().subtitles().tracks())
        .extracting(Rendition::name)
        .containsExactly("English");
  }

  @Test
  void subtitlesThatNobodyWants_areNotLoaded_untilChosen() {
    view.playToTheEnd("mpegts/quiet.m3u8");
    assertThat(said.values()).allMatch(List::isEmpty);
    assertThat(server.requests()).noneMatch(path -> path.contains("text"));
    player.choices().subtitles().choose(OptionalInt.of(0));
    assertThat(player.choices().subtitles().chosen()).hasValue(0);
    said.clear();

    player.seek(0);

    await().atMost(PATIENCE).until(() -> said.containsValue(LAST_WORDS));
    assertInStep();
  }

  @Test
  void subtitlesThatAreMissing_areTold_andThePictureIsPlayed() {
    server.fault("mpegts/text/stream.m3u8", new Fault.Status(404), Integer.MAX_VALUE);

    view.playToTheEnd("mpegts/master.m3u8");

    assertThat(watcher.notes())
        .singleElement()
        .asString()
        .startsWith("The subtitles cannot be had: ")
        .endsWith("answered 404 (not found)");
    assertThat(player.statistics().decodedFrames()).isEqualTo((long) SECONDS * PatternStream.RATE);
  }

  @Test
  void stoppedPlayer_saysNothing() {
    view.playToTheEnd("mpegts/master.m3u8");

    player.stop();

    assertThat(player.choices().subtitles().tracks()).isEmpty();
    assertThat(player.choices().subtitles().at(0)).isEmpty();
  }
}
