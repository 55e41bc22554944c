// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.look;

import java.util.Locale;

/// How are numbers written for a person?
public final class Words {
  private Words() {}

  /// Hours, minutes and seconds, such as 01:02:03.
  public static String clock(long seconds) {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /// A bit rate, such as "2500 kb/s".
  public static String bitrate(long bitsPerSecond) {
    return Math.round(bitsPerSecond / 1000.0) + " kb/s";
  }

  /// An amount of data, such as "48 kB".
  public static String bytes(long bytes) {
    return bytes < 1_000_000
        ? Math.round(bytes / 1e3) + " kB"
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /// How much a bit rate comes to, such as "1.1 GB an hour".
  public static String perHour(long bitsPerSecond) {
    return String.format(Locale.ROOT, "%.1f GB an hour", bitsPerSecond * 3600 / 8e9);
  }

  /// Width and height, such as "1280×720".
  public static String size(int width, int height) {
    return width + "×" + height;
  }

  /// Frames a second with one decimal, such as "30.0 fps".
  public static String framesPerSecond(double rate) {
    return String.format(Locale.ROOT, "%.1f fps", rate);
  }

  /// A gain with its sign, such as "+3.0 dB"; the lower end of the slider is silence.
  public static String gain(double gainDb, double silenceDb) {
    if (gainDb <= silenceDb) {
      return "−∞ dB";
    }
    String sign = gainDb >= 0.05 ? "+" : "";
    return sign + String.format(Locale.ROOT, "%.1f dB", gainDb);
  }
}
