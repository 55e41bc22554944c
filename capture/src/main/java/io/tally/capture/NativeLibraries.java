// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture;

import io.tally.capture.ffmpeg.Ffmpeg;
import io.tally.capture.ffmpeg.FfmpegException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which native libraries does nearly every run need soon?
public final class NativeLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibraries.class);

  private NativeLibraries() {}

  /// Begins to load FFmpeg on the thread `load-libraries`, so that it happens beside the rest of
  /// the start; returns at once. Whoever needs FFmpeg waits for it, and says what is missing.
  public static void loadAhead() {
    Thread.ofPlatform()
        .daemon()
        .name("load-libraries")
        .start(() -> {
          try {
            Ffmpeg.loadDevices();
          } catch (FfmpegException e) {
            LOG.debug("Not loaded ahead", e);
          }
        });
  }
}
