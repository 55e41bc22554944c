// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.ffmpeg;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/// Is FFmpeg in this process, with its messages in our log?
///
/// Whoever calls FFmpeg calls one of these first; only the first call of a process does anything.
/// Threads: any.
public final class Ffmpeg {
  private Ffmpeg() {}

  /// Loads codecs, containers and scaling, without the device inputs.
  ///
  /// @throws FfmpegException when a library is missing on this machine; the message names it
  public static void load() throws FfmpegException {
    try {
      Libraries.load();
    } catch (LinkageError e) {
      throw FfmpegException.missing("FFmpeg", e);
    }
  }

  /// Loads the device inputs as well, which need libraries of the desktop: on Linux those of X11,
  /// ALSA and PulseAudio.
  ///
  /// @throws FfmpegException when a library is missing on this machine; the message names it
  public static void loadDevices() throws FfmpegException {
    load();
    if (Inputs.FAILURE != null) {
      throw FfmpegException.missing("FFmpeg's screen and sound inputs", Inputs.FAILURE);
    }
  }

  // A class is initialised once in a process, under the JVM's own lock.
  private static final class Libraries {
    static {
      Loader.load(avutil.class);
      Loader.load(swscale.class);
      Loader.load(avcodec.class);
      Loader.load(avformat.class);
      FfmpegLog.connect();
    }

    static void load() {}
  }

  // Many ask for these, and each must hear what is missing: a class that could not be initialised
  // tells it to the first only.
  private static final class Inputs {
    static final @Nullable LinkageError FAILURE = load();

    private static @Nullable LinkageError load() {
      try {
        Loader.load(avdevice.class);
        avdevice.avdevice_register_all();
        return null;
      } catch (LinkageError e) {
        return e;
      }
    }
  }
}
