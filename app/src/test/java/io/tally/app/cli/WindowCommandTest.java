// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.outlet.Outlet;
import io.tally.app.request.WindowRequest;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.SourceSettings.PatternSource;
import io.tally.app.settings.SourceSettings.ToneSource;
import io.tally.capture.media.FrameRate;
import io.tally.capture.scene.CanvasFormat;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is the window asked for by a command line without a command?
class WindowCommandTest {
  private final List<WindowRequest> opened = new ArrayList<>();
  @TempDir private Path folder;

  private int tally(String... words) {
    return TallyCommand.run(
        words,
        request -> {
          opened.add(request);
          return 0;
        });
  }

  private WindowRequest requestOf(String... words) {
    assertThat(tally(words)).isZero();
    assertThat(opened).hasSize(1);
    return opened.getFirst();
  }

  @Test
  void nothingSaid_opensItAsItWasLeft() {
    WindowRequest request = requestOf();
    assertThat(request.broadcast()).isEmpty();
    assertThat(request.outlets()).isEmpty();
    assertThat(request.goLive()).isFalse();
    assertThat(request.remembered()).isTrue();
  }

  @Test
  void goLiveAlone_keepsTheRememberedScene() {
    WindowRequest request = requestOf("--go-live");
    assertThat(request.goLive()).isTrue();
    assertThat(request.remembered()).isTrue();
  }

  @Test
  void sourcesAndEncoding_replaceTheRememberedScene() {
    WindowRequest request =
        requestOf("--pattern", "--tone", "--size", "640x360", "--fps", "25", "--bitrate", "900");
    BroadcastSettings asked = request.broadcast().orElseThrow();
    assertThat(asked.inputs())
        .extracting(input -> (Object) input.source())
        .containsExactly(new PatternSource(), new ToneSource());
    assertThat(asked.canvas()).isEqualTo(new CanvasFormat(640, 360, FrameRate.of(25)));
    assertThat(asked.encoding().videoBitrateBps()).isEqualTo(900_000);
    assertThat(request.remembered()).isFalse();
  }

  @Test
  void sizeAlone_isTheStandardSceneInThatSize() {
    BroadcastSettings asked = requestOf("--size", "854x480").broadcast().orElseThrow();
    assertThat(asked.inputs()).isEqualTo(BroadcastSettings.standard().inputs());
    assertThat(asked.canvas().width()).isEqualTo(854);
  }

  @Test
  void target_withKeyFile_replacesTheRememberedEndpoint() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "abcd-1234\n");
    WindowRequest request = requestOf("--to", "rtmp://127.0.0.1/live", "--key-file", "" + key);
    assertThat(request.outlets())
        .extracting(Outlet::endpoint)
        .containsExactly(new Endpoint(URI.create("rtmp://127.0.0.1/live"), Secret.of("abcd-1234")));
    assertThat(request.broadcast()).isEmpty();
  }

  @Test
  void missingKeyFile_opensNoWindow() {
    Path key = folder.resolve("key");
    assertThat(tally("--to", "rtmp://127.0.0.1/live", "--key-file", "" + key)).isEqualTo(1);
    assertThat(opened).isEmpty();
  }

  @Test
  void oddCanvas_opensNoWindow() {
    assertThat(tally("--pattern", "--size", "641x360")).isEqualTo(2);
    assertThat(opened).isEmpty();
  }

  @Test
  void optionBeforeACommand_isRefused_becauseItWouldGoUnnoticed() {
    assertThat(tally("--pattern", "stream", "--seconds", "1")).isEqualTo(2);
    assertThat(opened).isEmpty();
  }

  @Test
  void addressOfAStream_isWatched_andNoDeviceOpened() {
    WindowRequest request = requestOf("window", "https://cdn.example.com/live.m3u8");
    assertThat(request.watch()).containsExactly(URI.create("https://cdn.example.com/live.m3u8"));
    assertThat(request.broadcast().orElseThrow().inputs()).isEmpty();
    assertThat(request.goLive()).isFalse();
    assertThat(request.remembered()).isFalse();
  }

  @Test
  void fileOfAStream_isServedToTheWindow() throws Exception {
    Path file = Files.writeString(folder.resolve("a.m3u8"), "#EXTM3U\n");
    URI watched = requestOf("window", file.toString()).watch().getFirst();
    assertThat(watched.getHost()).isEqualTo("127.0.0.1");
    assertThat(watched.getPath()).endsWith("/a.m3u8");
  }

  @Test
  void twoStreams_areWatchedSideBySide() throws Exception {
    Path file = Files.writeString(folder.resolve("b.m3u8"), "#EXTM3U\n");
    List<URI> watched =
        requestOf("window", "https://cdn.example.com/live.m3u8", file.toString()).watch();
    assertThat(watched).hasSize(2);
    assertThat(watched.getFirst()).isEqualTo(URI.create("https://cdn.example.com/live.m3u8"));
    assertThat(watched.getLast().getPath()).endsWith("/b.m3u8");
    assertThat(tally("window", "http://a/1.m3u8", "http://a/2.m3u8", "http://a/3.m3u8"))
        .as("three are too many")
        .isEqualTo(2);
  }

  @Test
  void missingFileOfAStream_opensNoWindow() {
    assertThat(tally("window", folder.resolve("none.m3u8").toString())).isEqualTo(1);
    assertThat(opened).isEmpty();
  }

  @Test
  void streamAlone_isPlayedInTheMonitor_asADesktopHandsItOver() throws Exception {
    URI address = URI.create("https://example.org/live/index.m3u8?token=x");
    assertThat(requestOf(address.toString()).watch()).containsExactly(address);
    opened.clear();
    Path file = Files.writeString(folder.resolve("Show.M3U8"), "#EXTM3U\n");
    WindowRequest request = requestOf(file.toString());
    assertThat(request.watch()).hasSize(1);
    assertThat(request.broadcast().orElseThrow().inputs()).isEmpty();
  }

  @Test
  void ingestAlone_becomesTheDestination() {
    WindowRequest request = requestOf("srt://127.0.0.1:9000?streamid=cam");
    assertThat(request.goLive()).isFalse();
    assertThat(request.outlets())
        .extracting(Outlet::endpoint)
        .containsExactly(Endpoint.parse("srt://127.0.0.1:9000?streamid=cam", Secret.of("")));
  }

  @Test
  void anyOtherWordAlone_isNoCommand() {
    assertThat(tally("strem")).isEqualTo(2);
    assertThat(opened).isEmpty();
  }
}
