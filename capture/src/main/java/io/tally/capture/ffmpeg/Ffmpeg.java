// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.ffmpeg;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Is FFmpeg in this process, with its messages in our log?
///
/// Whoever calls FFmpeg calls one of these first; only the first call of a process does anything.
/// Threads: any.
public final class Ffmpeg {
  private static final Logger log = LoggerFactory.getLogger(Ffmpeg.class);

  private Ffmpeg() {}

  /// Loads codecs, containers and scaling, without the device inputs.
  ///
  /// @throws FfmpegException when a library is missing on this machine; the message names it
  public static void load() throws FfmpegException {
    if (Libraries.TROUBLE != null) {
      throw FfmpegException.missing("FFmpeg", Libraries.TROUBLE);
    }
  }

  /// Loads the device inputs as well, which need libraries of the desktop: on Linux those of X11,
  /// ALSA and PulseAudio.
  ///
  /// @throws FfmpegException when a library is missing on this machine; the message names it
  public static void loadDevices() throws FfmpegException {
    load();
    if (Inputs.TROUBLE != null) {
      throw FfmpegException.missing("FFmpeg's screen and sound inputs", Inputs.TROUBLE);
    }
  }

  /// Whether [#loadDevices] would succeed; loads them.
  public static boolean hasDevices() {
    return Libraries.TROUBLE == null && Inputs.TROUBLE == null;
  }

  /// What is wrong, in the words of the linker, which name the library; null when nothing is.
  private static @Nullable String attempt(Runnable loading) {
    try {
      loading.run();
      return null;
    } catch (LinkageError e) {
      log.debug("A library cannot be loaded", e);
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return String.valueOf(root.getMessage());
    }
  }

  // A class is initialised once in a process, under the JVM's own lock. What went wrong is kept,
  // because only the first attempt says which library is missing: the JVM calls the second one of a
  // class that could not be initialised, and no more.
  private static final class Libraries {
    static final @Nullable String TROUBLE =
        attempt(() -> {
          Loader.load(avutil.class);
          Loader.load(swscale.class);
          Loader.load(avcodec.class);
          Loader.load(avformat.class);
          FfmpegLog.connect();
        });
  }

  private static final class Inputs {
    static final @Nullable String TROUBLE =
        attempt(() -> {
          Loader.load(avdevice.class);
          avdevice.avdevice_register_all();
        });
  }
}
