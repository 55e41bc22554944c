// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.file;

import io.tally.capture.AudioSource;
import io.tally.capture.MediaClock;
import io.tally.capture.VideoSource;
import java.nio.file.Path;

/// What do a media file's pictures and sound give, looped, in real time?
///
/// Its two faces are in step with each other on the media clock. Either may be used alone: each has
/// its own thread, opens the file for itself and holds less than half a second of it. A file that
/// is missing or cannot be played is a [SourceState.Unavailable] with a sentence of each face,
/// tried again every two seconds; one without pictures or without sound is so on that face only.
/// Threads: any.
public final class MediaFile implements AutoCloseable {
  private final FilePictures pictures;
  private final FileSound sound;

  /// @param clock the file begins on it when its first face is started
  public MediaFile(Path file, MediaClock clock) {
    LoopTimeline timeline = new LoopTimeline(clock);
    this.pictures = new FilePictures(file, clock, timeline);
    this.sound = new FileSound(file, clock, timeline);
  }

  /// The pictures; started and closed by whoever uses them, or by [#close].
  public VideoSource video() {
    return pictures;
  }

  /// The sound; started and closed by whoever uses it, or by [#close].
  public AudioSource audio() {
    return sound;
  }

  /// Closes both faces. Idempotent.
  @Override
  public void close() {
    pictures.close();
    sound.close();
  }
}
