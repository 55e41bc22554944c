// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.look;

import io.tally.app.window.state.SourceItem;
import io.tally.capture.Device;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/// Which picture stands for which thing?
public final class Icons {
  private Icons() {}

  /// A new icon node, coloured and sized by the style sheet.
  public static FontIcon of(Ikon ikon, String... styleClasses) {
    FontIcon icon = FontIcon.of(ikon);
    icon.getStyleClass().addAll(styleClasses);
    return icon;
  }

  /// The icon of a sort of source.
  public static Ikon of(SourceItem.Kind kind) {
    return switch (kind) {
      case SCREEN -> MaterialDesignM.MONITOR;
      case CAMERA -> MaterialDesignW.WEBCAM;
      case FILE -> MaterialDesignF.FILE_VIDEO_OUTLINE;
      case PATTERN -> MaterialDesignT.TELEVISION_CLASSIC;
      case SOUND -> MaterialDesignM.MICROPHONE;
      case DESKTOP_SOUND -> MaterialDesignV.VOLUME_HIGH;
      case TONE -> MaterialDesignM.METRONOME;
    };
  }

  /// The icon of a sort of device.
  public static Ikon of(Device.Kind kind) {
    return switch (kind) {
      case SCREEN -> of(SourceItem.Kind.SCREEN);
      case CAMERA -> of(SourceItem.Kind.CAMERA);
      case AUDIO_INPUT -> of(SourceItem.Kind.SOUND);
      case DESKTOP_AUDIO -> of(SourceItem.Kind.DESKTOP_SOUND);
    };
  }
}
