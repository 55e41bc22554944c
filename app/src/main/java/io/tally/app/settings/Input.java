// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import io.tally.capture.scene.Crop;
import io.tally.capture.scene.Placement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One source of a broadcast: where is it shown, and how loud is it heard?
///
/// @param id names it within its broadcast; not empty
/// @param picture means something only where the source has a picture
/// @param sound means something only where the source has sound
public record Input(String id, SourceSettings source, Picture picture, Sound sound) {
  /// How it is drawn.
  ///
  /// @param opacity from 0 (not drawn) to 1
  /// @param visible whether it is drawn at all
  public record Picture(Placement placement, Crop crop, double opacity, boolean visible) {
    /// The whole canvas, opaque.
    public static final Picture FULL = new Picture(Placement.FULL, Crop.NONE, 1, true);

    /// A quarter of the canvas's width in the lower right corner, opaque.
    public static final Picture CORNER = new Picture(Placement.CORNER, Crop.NONE, 1, true);

    /// The same, shown or hidden.
    public Picture withVisible(boolean wanted) {
      return new Picture(placement, crop, opacity, wanted);
    }
  }

  /// How it is mixed.
  ///
  /// @param gainDb 0 leaves it as it is
  /// @param offsetMs how much later it is heard than it was captured
  public record Sound(double gainDb, boolean muted, int offsetMs) {
    /// As captured.
    public static final Sound UNITY = new Sound(0, false, 0);

    /// The same, louder or quieter.
    public Sound withGainDb(double wanted) {
      return new Sound(wanted, muted, offsetMs);
    }

    /// The same, heard or not.
    public Sound withMuted(boolean wanted) {
      return new Sound(gainDb, wanted, offsetMs);
    }
  }

  public Input {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("An input needs an id");
    }
  }

  /// A source over the whole canvas, as loud as it comes.
  public static Input of(String id, SourceSettings source) {
    return new Input(id, source, Picture.FULL, Sound.UNITY);
  }

  /// A source as it joins others: a webcam in the corner, everything else over the whole canvas.
  ///
  /// @param others whose ids are taken
  public static Input placed(SourceSettings source, List<Input> others) {
    String kind =
        switch (source) {
          case SourceSettings.ScreenSource _ -> "screen";
          case SourceSettings.WebcamSource _ -> "webcam";
          case SourceSettings.AudioInputSource _ -> "microphone";
          case SourceSettings.DesktopAudioSource _ -> "desktop-sound";
          case SourceSettings.FileSource _ -> "file";
          case SourceSettings.PatternSource _ -> "pattern";
          case SourceSettings.ToneSource _ -> "tone";
        };
    Set<String> taken = others.stream().map(Input::id).collect(Collectors.toSet());
    String id = kind;
    for (int i = 2; taken.contains(id); i++) {
      id = kind + "-" + i;
    }
    boolean small =
        source instanceof SourceSettings.WebcamSource
            && others.stream().anyMatch(other -> other.source().hasPicture());
    return new Input(id, source, small ? Picture.CORNER : Picture.FULL, Sound.UNITY);
  }

  /// The same source, drawn otherwise.
  public Input with(Picture wanted) {
    return new Input(id, source, wanted, sound);
  }

  /// The same source, mixed otherwise.
  public Input with(Sound wanted) {
    return new Input(id, source, picture, wanted);
  }
}
