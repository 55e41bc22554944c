// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.testing;

import io.tally.capture.testing.TestDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// How do tests run OBS Studio? It streams the display that it is on, from its start to its end.
public final class ObsStudio implements AutoCloseable {
  private static final String NAME = "Tests";

  private final Process process;
  private final Path said;

  private ObsStudio(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  /// Starts it, and does not wait until it streams.
  ///
  /// @param folder becomes its home
  /// @param server an RTMP URL without the key, or a whole `srt://` line and an empty key
  public static ObsStudio start(Path folder, TestDisplay display, String server, String key)
      throws IOException {
    Path configuration = folder.resolve(".config/obs-studio");
    Path profile = configuration.resolve("basic/profiles").resolve(NAME);
    Path scenes = configuration.resolve("basic/scenes");
    Files.createDirectories(profile);
    Files.createDirectories(scenes);
    Files.writeString(configuration.resolve("global.ini"), program());
    Files.writeString(profile.resolve("basic.ini"), profile());
    Files.writeString(profile.resolve("service.json"), service(server, key));
    Files.writeString(scenes.resolve(NAME + ".json"), scenes());
    Path said = folder.resolve("said.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                "obs",
                "--startstreaming",
                "--profile",
                NAME,
                "--collection",
                NAME,
                "--multi",
                "--disable-updater")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "DISPLAY", display.name(),
                "HOME", folder.toString(),
                "XDG_CONFIG_HOME", folder.resolve(".config").toString(),
                "XDG_RUNTIME_DIR", folder.toString(),
                "QT_QPA_PLATFORM", "xcb"));
    return new ObsStudio(builder.start(), said);
  }

  // Without FirstRun and WarnBeforeStartingStream it opens its wizard and asks whether to stream.
  private static String program() {
    return """
    [General]
    FirstRun=true
    EnableAutoUpdates=false
    [Basic]
    Profile=%1$s
    ProfileDir=%1$s
    SceneCollection=%1$s
    SceneCollectionFile=%1$s
    [BasicWindow]
    SysTrayEnabled=false
    WarnBeforeStartingStream=false
    [OBSWebSocket]
    FirstLoad=false
    ServerEnabled=false
    """
        .formatted(NAME);
  }

  private static String profile() {
    return """
    [General]
    Name=%s
    [Video]
    BaseCX=1280
    BaseCY=720
    OutputCX=1280
    OutputCY=720
    FPSType=0
    FPSCommon=30
    [Output]
    Mode=Simple
    Reconnect=false
    [SimpleOutput]
    VBitrate=2500
    ABitrate=160
    StreamEncoder=x264
    UseAdvanced=true
    Preset=veryfast
    """
        .formatted(NAME);
  }

  private static String service(String server, String key) {
    return """
    {"type": "rtmp_custom", "settings": {"server": "%s", "key": "%s", "use_auth": false}}
    """
        .formatted(server, key);
  }

  private static String scenes() {
    return """
    {"name": "%s", "current_scene": "Scene", "current_program_scene": "Scene",
     "scene_order": [{"name": "Scene"}],
     "sources": [
       {"id": "xshm_input", "versioned_id": "xshm_input", "name": "Screen",
        "settings": {"screen": 0, "show_cursor": true}},
       {"id": "scene", "versioned_id": "scene", "name": "Scene",
        "settings": {"id_counter": 1, "items": [
          {"id": 1, "name": "Screen", "visible": true,
           "pos": {"x": 0.0, "y": 0.0}, "scale": {"x": 1.0, "y": 1.0}}]}}]}
    """
        .formatted(NAME);
  }

  /// All that it said so far.
  public String said() throws IOException {
    return Files.readString(said);
  }

  /// Ends it, as its owner's impatience does. Idempotent.
  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
