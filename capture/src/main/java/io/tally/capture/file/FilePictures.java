// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.file;

import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import io.tally.capture.VideoSource;
import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.media.VideoFrame;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// Which picture of a file is due at a moment?
///
/// Pictures wait in a queue from shortly before they are due; the newest that is due is shown, and
/// stays when there is none after it. A queue that nobody empties lets its oldest go.
final class FilePictures implements VideoSource, Playback.Taker {
  private static final int WAITING = 16;

  private final Playback playback;
  private final DecodedPicture wrapper = new DecodedPicture();
  private final Deque<VideoFrame> waiting = new ArrayDeque<>(); // guarded by itself
  private @Nullable VideoFrame shown; // guarded by waiting
  private boolean closed; // guarded by waiting

  FilePictures(Path file, MediaClock clock, LoopTimeline timeline) {
    this.playback = new Playback(file, StreamReader.Kind.PICTURES, clock, timeline, this);
  }

  @Override
  public String name() {
    return playback.name();
  }

  @Override
  public void start() {
    playback.start();
  }

  @Override
  public @Nullable VideoFrame frameAt(long ptsNs) {
    synchronized (waiting) {
      while (!waiting.isEmpty() && waiting.getFirst().ptsNs() <= ptsNs) {
        show(waiting.removeFirst());
      }
      return shown;
    }
  }

  private void show(@Nullable VideoFrame next) {
    VideoFrame before = shown;
    shown = next;
    if (before != null) {
      before.close();
    }
  }

  @Override
  public String opened(StreamReader reader) {
    return reader.codecName();
  }

  @Override
  public long take(AVFrame frame, StreamReader reader, long ptsNs) throws UnplayableException {
    long endNs = ptsNs + reader.durationNs(frame);
    VideoFrame picture;
    try {
      picture = wrapper.wrap(frame, ptsNs);
    } catch (FfmpegException e) {
      throw new UnplayableException(name() + " cannot be shown: " + e.getMessage() + ".");
    }
    synchronized (waiting) {
      if (closed) {
        picture.close();
        return endNs;
      }
      if (waiting.size() == WAITING) {
        waiting.removeFirst().close();
      }
      waiting.addLast(picture);
    }
    return endNs;
  }

  @Override
  public void ended() {
    wrapper.close();
  }

  @Override
  public SourceState state() {
    return playback.state();
  }

  @Override
  public void close() {
    playback.close();
    synchronized (waiting) {
      closed = true;
      show(null);
      waiting.forEach(VideoFrame::close);
      waiting.clear();
    }
  }
}
