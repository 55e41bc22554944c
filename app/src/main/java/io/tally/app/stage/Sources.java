// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.stage;

import io.tally.app.settings.SourceSettings;
import io.tally.capture.AudioSource;
import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import io.tally.capture.VideoSource;
import io.tally.capture.camera.CameraMode;
import io.tally.capture.camera.Webcam;
import io.tally.capture.file.MediaFile;
import io.tally.capture.picture.TestPattern;
import io.tally.capture.scene.CanvasFormat;
import io.tally.capture.screen.Screen;
import io.tally.capture.sound.AudioInput;
import io.tally.capture.sound.DesktopAudio;
import io.tally.capture.sound.TestTone;
import org.jspecify.annotations.Nullable;

/// Which of capture's sources is meant by a description?
final class Sources {
  private static final String FIRST = "";
  private static final String DEFAULT_SOUND = "default";

  private final CanvasFormat canvas;
  private final MediaClock clock;
  private final long epochNs;

  /// A picture, a sound or both that come from one place.
  ///
  /// @param owner closes both
  public record Feed(@Nullable VideoSource picture, @Nullable AudioSource sound, Runnable owner) {
    static Feed of(VideoSource picture) {
      return new Feed(picture, null, picture::close);
    }

    static Feed of(AudioSource sound) {
      return new Feed(null, sound, sound::close);
    }

    /// The name that a person knows it by.
    public String name() {
      return picture != null ? picture.name() : sound != null ? sound.name() : "";
    }

    /// Begins to open the devices.
    public void start() {
      if (picture != null) {
        picture.start();
      }
      if (sound != null) {
        sound.start();
      }
    }

    /// The worse state of the two.
    public SourceState state() {
      if (picture == null) {
        return sound == null ? new SourceState.Closed() : sound.state();
      }
      return sound == null || picture.state() instanceof SourceState.Unavailable
          ? picture.state()
          : sound.state() instanceof SourceState.Unavailable ? sound.state() : picture.state();
    }

    /// Lets go of the devices, within two seconds.
    public void close() {
      owner.run();
    }
  }

  /// @param canvas what a picture is asked to fit, where a device has a choice
  /// @param epochNs `MediaClock` time of the canvas's tick 0 and the mixer's block 0
  public Sources(CanvasFormat canvas, MediaClock clock, long epochNs) {
    this.canvas = canvas;
    this.clock = clock;
    this.epochNs = epochNs;
  }

  /// Makes the source, not started yet. Never fails: a device that is not there is a state.
  public Feed open(SourceSettings wanted) {
    return switch (wanted) {
      case SourceSettings.ScreenSource(var device, var region) ->
          Feed.of(new Screen(device.orElse(FIRST), region, canvas.rate(), clock));
      case SourceSettings.WebcamSource(var device) ->
          Feed.of(new Webcam(device.orElse(FIRST), cameraMode(), clock));
      case SourceSettings.AudioInputSource(var device) ->
          Feed.of(new AudioInput(device.orElse(DEFAULT_SOUND), clock));
      case SourceSettings.DesktopAudioSource(var device) ->
          Feed.of(new DesktopAudio(device.orElse(DEFAULT_SOUND), clock));
      case SourceSettings.FileSource(var file) -> {
        MediaFile media = new MediaFile(file, clock);
        yield new Feed(media.video(), media.audio(), media::close);
      }
      case SourceSettings.PatternSource _ ->
          Feed.of(new TestPattern(canvas.width(), canvas.height(), canvas.rate(), epochNs));
      case SourceSettings.ToneSource _ -> Feed.of(new TestTone(epochNs));
    };
  }

  private CameraMode cameraMode() {
    return new CameraMode(canvas.width(), canvas.height(), canvas.rate(), CameraMode.Encoding.ANY);
  }
}
