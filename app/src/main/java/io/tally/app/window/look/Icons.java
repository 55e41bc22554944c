// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.look;

import io.tally.app.window.state.SourceItem;
import io.tally.capture.Device;

/// Which picture stands for which thing?
public final class Icons {
  private Icons() {}

  /// A new icon node, coloured and sized by the style sheet.
  public static Symbol of(Icon icon, String... styleClasses) {
    Symbol symbol = new Symbol(icon);
    symbol.getStyleClass().addAll(styleClasses);
    return symbol;
  }

  /// The icon of a sort of source.
  public static Icon of(SourceItem.Kind kind) {
    return switch (kind) {
      case SCREEN -> Icon.MONITOR;
      case CAMERA -> Icon.WEBCAM;
      case FILE -> Icon.FILE_VIDEO_OUTLINE;
      case PATTERN -> Icon.TELEVISION_CLASSIC;
      case SOUND -> Icon.MICROPHONE;
      case DESKTOP_SOUND -> Icon.VOLUME_HIGH;
      case TONE -> Icon.METRONOME;
    };
  }

  /// The icon of a sort of device.
  public static Icon of(Device.Kind kind) {
    return switch (kind) {
      case SCREEN -> of(SourceItem.Kind.SCREEN);
      case CAMERA -> of(SourceItem.Kind.CAMERA);
      case AUDIO_INPUT -> of(SourceItem.Kind.SOUND);
      case DESKTOP_AUDIO -> of(SourceItem.Kind.DESKTOP_SOUND);
    };
  }
}
