// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.SourceSettings;
import io.tally.app.settings.SourceSettings.AudioInputSource;
import io.tally.app.settings.SourceSettings.DesktopAudioSource;
import io.tally.app.settings.SourceSettings.FileSource;
import io.tally.app.settings.SourceSettings.PatternSource;
import io.tally.app.settings.SourceSettings.ScreenSource;
import io.tally.app.settings.SourceSettings.ToneSource;
import io.tally.app.settings.SourceSettings.WebcamSource;
import io.tally.capture.screen.Region;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which sources does the command line name?
final class SourceOptions {
  @Option(
      names = "--screen",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "ID",
      description = "A screen with its pointer; the first one unless its id is given.")
  private @Nullable String screen;

  @Option(
      names = "--region",
      paramLabel = "WxH+X+Y",
      converter = Quantities.RegionWord.class,
      description = "Only this part of the screen.")
  private @Nullable Region region;

  @Option(
      names = "--webcam",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "NAME",
      description = "A camera, by its name, a part of it, or its id; the first one without.")
  private @Nullable String webcam;

  @Option(
      names = "--audio",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "NAME",
      description = "A microphone or other input, by its name, a part of it, or its id.")
  private @Nullable String audio;

  @Option(
      names = "--desktop-audio",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "NAME",
      description = "What the desktop plays.")
  private @Nullable String desktopAudio;

  @Option(names = "--pattern", description = "The test picture with frame numbers and a flash.")
  private boolean pattern;

  @Option(names = "--tone", description = "The beep that belongs to the flash.")
  private boolean tone;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "A film or sound file, in a loop. May be given more than once.")
  private List<Path> files = new ArrayList<>();

  /// The inputs, the lowest layer first; the standard scene when none is named.
  List<Input> inputs() {
    List<Input> inputs = new ArrayList<>();
    if (pattern) {
      add(new PatternSource(), inputs);
    }
    files.forEach(file -> add(new FileSource(file), inputs));
    if (screen != null || region != null) {
      add(new ScreenSource(word(screen), Optional.ofNullable(region)), inputs);
    }
    addDevice(webcam, WebcamSource::new, inputs);
    addDevice(audio, AudioInputSource::new, inputs);
    addDevice(desktopAudio, DesktopAudioSource::new, inputs);
    if (tone) {
      add(new ToneSource(), inputs);
    }
    return inputs.isEmpty() ? BroadcastSettings.standard().inputs() : inputs;
  }

  private static void addDevice(
      @Nullable String given, Function<Optional<String>, SourceSettings> kind, List<Input> to) {
    if (given != null) {
      add(kind.apply(word(given)), to);
    }
  }

  private static void add(SourceSettings source, List<Input> to) {
    to.add(Input.placed(source, to));
  }

  /// Without a word after it, an option means the system's first or default device.
  private static Optional<String> word(@Nullable String given) {
    return given == null || given.isEmpty() ? Optional.empty() : Optional.of(given);
  }
}
