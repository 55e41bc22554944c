// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import io.tally.app.settings.SourceSettings.AudioInputSource;
import io.tally.app.settings.SourceSettings.DesktopAudioSource;
import io.tally.app.settings.SourceSettings.ScreenSource;
import io.tally.app.settings.SourceSettings.WebcamSource;
import io.tally.capture.media.FrameRate;
import io.tally.capture.scene.CanvasFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What is shown, heard and coded in a broadcast?
///
/// @param inputs the sources; of those with a picture, the lowest layer first; ids differ
/// @param stamped whether each coded picture says when it was captured, and that Tally sent it, so
///   that the far end can tell how late and how whole it arrives
public record BroadcastSettings(
    CanvasFormat canvas, List<Input> inputs, EncodingSettings encoding, boolean stamped) {
  /// 1280x720 at 30 fps.
  public static final CanvasFormat STANDARD_CANVAS = new CanvasFormat(1280, 720, FrameRate.of(30));

  public BroadcastSettings {
    inputs = List.copyOf(inputs);
    Set<String> ids = new HashSet<>();
    for (Input input : inputs) {
      if (!ids.add(input.id())) {
        throw new IllegalArgumentException("Two inputs have the id " + input.id());
      }
    }
  }

  /// With pictures that say when they were captured.
  public BroadcastSettings(CanvasFormat canvas, List<Input> inputs, EncodingSettings encoding) {
    this(canvas, inputs, encoding, true);
  }

  /// The first start's: the screen full, the webcam in a corner, desktop sound and microphone. A
  /// device that is not there leaves its place black or silent and says so.
  public static BroadcastSettings standard() {
    return new BroadcastSettings(
        STANDARD_CANVAS,
        List.of(
            Input.of("screen", new ScreenSource(Optional.empty(), Optional.empty())),
            Input.of("webcam", new WebcamSource(Optional.empty())).with(Input.Picture.CORNER),
            Input.of("desktop-sound", new DesktopAudioSource(Optional.empty())),
            Input.of("microphone", new AudioInputSource(Optional.empty()))),
        EncodingSettings.STANDARD);
  }

  /// The same with one more source, on top.
  public BroadcastSettings with(Input added) {
    return withInputs(Stream.concat(inputs.stream(), Stream.of(added)).toList());
  }

  /// The same with the source of that id drawn and mixed as here; all the same without such an id.
  public BroadcastSettings arranged(Input changed) {
    return withInputs(
        inputs.stream().map(input -> input.id().equals(changed.id()) ? changed : input).toList());
  }

  /// The same without the source of that id.
  public BroadcastSettings without(String id) {
    return withInputs(inputs.stream().filter(input -> !input.id().equals(id)).toList());
  }

  /// The same with other sources.
  public BroadcastSettings withInputs(List<Input> wanted) {
    return new BroadcastSettings(canvas, wanted, encoding, stamped);
  }

  /// The same on another canvas.
  public BroadcastSettings withCanvas(CanvasFormat wanted) {
    return new BroadcastSettings(wanted, inputs, encoding, stamped);
  }

  /// The same, coded otherwise.
  public BroadcastSettings withEncoding(EncodingSettings wanted) {
    return new BroadcastSettings(canvas, inputs, wanted, stamped);
  }

  /// The same with or without the time of capture in each picture.
  public BroadcastSettings withStamps(boolean wanted) {
    return new BroadcastSettings(canvas, inputs, encoding, wanted);
  }
}
