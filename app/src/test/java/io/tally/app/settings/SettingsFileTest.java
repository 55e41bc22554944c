// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.app.settings.SourceSettings.AudioInputSource;
import io.tally.app.settings.SourceSettings.DesktopAudioSource;
import io.tally.app.settings.SourceSettings.FileSource;
import io.tally.app.settings.SourceSettings.PatternSource;
import io.tally.app.settings.SourceSettings.ScreenSource;
import io.tally.app.settings.SourceSettings.ToneSource;
import io.tally.app.settings.SourceSettings.WebcamSource;
import io.tally.app.settings.outlet.OutletSettings;
import io.tally.app.update.UpdateNotice;
import io.tally.app.update.Version;
import io.tally.capture.media.FrameRate;
import io.tally.capture.scene.CanvasFormat;
import io.tally.capture.scene.Crop;
import io.tally.capture.scene.Placement;
import io.tally.capture.screen.Region;
import io.tally.encoder.packet.AudioCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
  @TempDir Path folder;
  private Path file = Path.of("");
  private SettingsFile settings = new SettingsFile(file);

  @BeforeEach
  void name() {
    file = folder.resolve("tally/settings.json");
    settings = new SettingsFile(file);
  }

  @Test
  void settingsOfEveryKind_savedAndLoaded_areTheSame() throws IOException {
    Settings all =
        new Settings(
            new BroadcastSettings(
                new CanvasFormat(1920, 1080, new FrameRate(30000, 1001)),
                List.of(
                    Input.of(
                        "a",
                        new ScreenSource(Optional.of(":0"), Optional.of(new Region(1, 2, 3, 4)))),
                    new Input(
                        "b",
                        new WebcamSource(Optional.of("BRIO")),
                        new Input.Picture(
                            new Placement(0.1, 0.2, 0.3, 0.4, Placement.Fit.COVER),
                            new Crop(1, 2, 3, 4),
                            0.5,
                            false),
                        new Input.Sound(-6.5, true, 40)),
                    Input.of("c", new AudioInputSource(Optional.empty())),
                    Input.of("d", new DesktopAudioSource(Optional.of("sink"))),
                    Input.of("e", new FileSource(Path.of("/films/ä film.mp4"))),
                    Input.of("f", new PatternSource()),
                    Input.of("g", new ToneSource())),
                new EncodingSettings(
                    6_000_000,
                    128_000,
                    1.5,
                    OptionalInt.of(0),
                    "faster",
                    "h264_nvenc",
                    AudioCodec.OPUS,
                    OptionalInt.empty())),
            new Delivery(
                false,
                List.of(
                    new OutletSettings(
                        "endpoint-1",
                        "Studio",
                        "custom",
                        "rtmps://live.example:443/app",
                        "me",
                        new OutletSettings.Way("SOCKS5", "proxy.example", "1080", "us", "10.0.0.7"),
                        List.of("ab".repeat(32)),
                        true)),
                true,
                Path.of("/films")),
            Optional.of(new WindowPlace(10, 20, 1280, 800, true)),
            0.25,
            new UpdateNotice(
                UpdateNotice.Consent.GIVEN,
                Optional.of(Instant.parse("2026-11-21T12:00:00Z")),
                Version.parse("0.2.0-rc.1")));

    settings.save(all);

    assertThat(settings.load()).isEqualTo(new SettingsFile.Loaded(all, Optional.empty()));
  }

  @Test
  void noFile_loads_standardSettingsWithoutProblem() {
    assertThat(settings.load())
        .isEqualTo(new SettingsFile.Loaded(Settings.standard(), Optional.empty()));
  }

  @Test
  void fileOfAnotherVersion_loads_whatItHasAndStandardForTheRest() throws IOException {
    write("{\"monitorVolume\": 0.5, \"delivery\": {\"serviceUrl\": \"rtmp://a/b\"}, \"new\": {}}");

    SettingsFile.Loaded loaded = settings.load();

    assertThat(loaded.problem()).isEmpty();
    assertThat(loaded.settings().monitorVolume()).isEqualTo(0.5);
    assertThat(loaded.settings().delivery().outlets())
        .as("the one service that there was")
        .containsExactly(OutletSettings.of("service", "custom", "rtmp://a/b", false));
    assertThat(loaded.settings().broadcast()).isEqualTo(BroadcastSettings.standard());
  }

  @Test
  void brokenFile_loads_standardSettings_andIsPutAsideWhole() throws IOException {
    write("{\"monitorVolume\": 0.5, ");

    SettingsFile.Loaded loaded = settings.load();

    assertThat(loaded.settings()).isEqualTo(Settings.standard());
    assertThat(loaded.problem().orElseThrow())
        .contains(file.toString(), "settings.broken-1.json", "standard settings");
    assertThat(file).doesNotExist();
    assertThat(file.resolveSibling("settings.broken-1.json"))
        .hasContent("{\"monitorVolume\": 0.5, ");
  }

  @Test
  void secondBrokenFile_doesNotReplaceTheFirst() throws IOException {
    write("one");
    settings.load();
    write("two");

    settings.load();

    assertThat(file.resolveSibling("settings.broken-1.json")).hasContent("one");
    assertThat(file.resolveSibling("settings.broken-2.json")).hasContent("two");
  }

  @Test
  void fileWithAnImpossibleCanvas_isBroken() throws IOException {
    write("{\"broadcast\": {\"canvas\": {\"width\": 3}}}");

    assertThat(settings.load().problem()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"delivery\": null}",
        "{\"broadcast\": {\"inputs\": [null]}}",
        "{\"broadcast\": {\"inputs\": [{\"id\": \"a\", \"source\": null}]}}",
        "{\"broadcast\": {\"inputs\": [{\"id\": \"a\"}]}}",
        "{\"monitorVolume\": null}"
      })
  void fileWithNothingWhereAValueBelongs_isBroken(String json) throws IOException {
    write(json);

    assertThat(settings.load().problem()).isPresent();
  }

  @Test
  void fileThatIsJsonButNoObject_isBroken() throws IOException {
    write("[1, 2]");

    assertThat(settings.load().problem()).isPresent();
  }

  @Test
  void folderThatIsAFile_save_failsWithASentence() throws IOException {
    Files.writeString(folder.resolve("tally"), "in the way");

    assertThatThrownBy(() -> settings.save(Settings.standard()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("TALLY_CONFIG_DIR");
  }

  @Test
  void savedFile_leavesNothingElseBeside() throws IOException {
    settings.save(Settings.standard());
    settings.save(Settings.standard().withMonitorVolume(1));

    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  private void write(String json) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, json, UTF_8);
  }
}
