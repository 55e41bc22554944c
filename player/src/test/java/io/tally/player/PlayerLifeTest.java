// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.media.VideoFrame;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.stream.PatternStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PlayerLifeTest {
  private static final int OPEN_PATIENCE_S = 1;

  @TempDir static Path recordings;
  @RegisterExtension final Viewing view = Viewing.silent(recordings, OPEN_PATIENCE_S);
  private final FaultServer server = view.server();
  private final Player player = view.player();
  private final Watcher watcher = view.watcher();

  @BeforeAll
  static void record() throws Exception {
    PatternStream.record(Files.createDirectory(recordings.resolve("one")), "mpegts", 0, 3);
    PatternStream.record(Files.createDirectory(recordings.resolve("two")), "fmp4", 1000, 1);
  }

  @Test
  void listener_hearsThePresentStateAtOnce() {
    List<PlayerState> heard = new CopyOnWriteArrayList<>();

    player.onState(heard::add);

    assertThat(heard).containsExactly(new PlayerState.Idle());
  }

  @Test
  void anotherStream_takesThePlaceOfTheFirst() {
    player.play(server.uri("one/stream.m3u8"));
    view.awaitState(PlayerState.Playing.class::isInstance);

    player.play(server.uri("two/stream.m3u8"));

    view.awaitState(PlayerState.Ended.class::isInstance);
    assertThat(player.statistics().decodedFrames()).isEqualTo(PatternStream.RATE);
    assertThat(watcher.numbers())
        .isSorted()
        .last()
        .satisfies(n -> assertThat(n).isGreaterThan(1000));
    assertThat(watcher.states().subList(1, watcher.states().size()))
        .doesNotContain(new PlayerState.Idle());
  }

  @Test
  void stop_isIdle_frees_andKeepsTheCounts() {
    player.play(server.uri("one/stream.m3u8"));
    view.awaitState(PlayerState.Playing.class::isInstance);

    player.stop();

    assertThat(player.state()).isEqualTo(new PlayerState.Idle());
    assertThat(VideoFrame.openFrames()).isZero();
    assertThat(player.statistics().shownFrames()).isPositive();
  }

  @Test
  void listenerThatStopsThePlayer_isNotWaitedFor() {
    player.onState(state -> {
      if (state instanceof PlayerState.Playing) {
        player.stop();
      }
    });
    List<PlayerState> later = new CopyOnWriteArrayList<>();
    player.onState(later::add);

    player.play(server.uri("one/stream.m3u8"));

    view.awaitState(PlayerState.Idle.class::isInstance);
    assertThat(later).last().isEqualTo(new PlayerState.Idle());
  }

  @Test
  void sinkThatStopsThePlayer_isNotWaitedFor() {
    player.connect(_ -> player.stop());

    player.play(server.uri("one/stream.m3u8"));

    view.awaitState(PlayerState.Idle.class::isInstance);
  }

  @Test
  void closedPlayer_playsNothing() {
    player.close();
    player.close();

    player.play(server.uri("one/stream.m3u8"));

    assertThat(player.state()).isEqualTo(new PlayerState.Idle());
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void disconnectedSink_getsNoMore() {
    List<Long> shown = new CopyOnWriteArrayList<>();
    PictureSink sink = picture -> shown.add(picture.ptsNs());
    player.connect(sink);
    player.disconnect(sink);

    player.play(server.uri("two/stream.m3u8"));

    view.awaitState(PlayerState.Ended.class::isInstance);
    assertThat(shown).isEmpty();
  }

  @Test
  void multivariantPlaylist_isPlayedByItsFirstVariant() throws Exception {
    Files.writeString(
        recordings.resolve("all.m3u8"),
        """
        #EXTM3U
        #EXT-X-STREAM-INF:BANDWIDTH=600000
        two/stream.m3u8
        #EXT-X-STREAM-INF:BANDWIDTH=1
        one/stream.m3u8
        """);

    player.play(server.uri("all.m3u8"));

    view.awaitState(PlayerState.Ended.class::isInstance);
    assertThat(player.statistics().decodedFrames()).isEqualTo(PatternStream.RATE);
    assertThat(server.requests()).doesNotContain("one/stream.m3u8");
  }

  @Test
  void addressWithNothing_isTriedForItsPatience_thenFails() {
    player.play(server.uri("none.m3u8"));

    String sentence = server.uri("none.m3u8") + " answered 404 (not found)";
    view.awaitState(
        state -> state instanceof PlayerState.Opening opening && opening.problem().isPresent());
    view.awaitState(PlayerState.Failed.class::isInstance);
    assertThat(player.state())
        .isEqualTo(
            new PlayerState.Failed(sentence + "; check the address, and whether the stream is on"));
  }

  @Test
  void addressOfAPage_failsAtOnce() {
    server.fault("page.html", new Fault.Instead("<html>".getBytes(UTF_8)), 1);

    player.play(server.uri("page.html"));

    view.awaitState(PlayerState.Failed.class::isInstance);
    assertThat(((PlayerState.Failed) player.state()).problem())
        .isEqualTo(
            "The answer is not a playlist: it does not begin with #EXTM3U; check the address "
                + server.uri("page.html"));
  }

  @Test
  void streamEncryptedInAWayThatIsNotSupported_failsAtOnce_andSaysWhere() throws Exception {
    Files.writeString(
        recordings.resolve("key.m3u8"),
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-KEY:METHOD=AES-256,URI=\"k\"\n#EXTINF:1,\none/0.ts\n");

    player.play(server.uri("key.m3u8"));

    view.awaitState(PlayerState.Failed.class::isInstance);
    assertThat(((PlayerState.Failed) player.state()).problem())
        .startsWith(
            "The stream is encrypted by METHOD=AES-256 (EXT-X-KEY in line 3 of its playlist); ");
  }

  @Test
  void addressThatIsNotHttp_failsWithASentence() {
    player.play(URI.create("file:///etc/passwd"));

    view.awaitState(PlayerState.Failed.class::isInstance);
    assertThat(((PlayerState.Failed) player.state()).problem())
        .contains("must begin with http:// or https://");
  }
}
