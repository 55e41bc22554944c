// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.file;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which frame of a file comes next, round after round, and what stops it?
///
/// Owns the thread `capture-file-…` of one side, pictures or sound, which opens the file, hands
/// each frame with its moment to the [Taker], and begins anew at the end. Waits: before each frame,
/// until it is nearly due, so that nothing piles up. Failure: a sentence, and another try every two
/// seconds, since a disk may come back. Threads: public to the package, any.
final class Playback implements AutoCloseable {
  /// What becomes of the decoded frames, on the playback's thread.
  interface Taker {
    /// The file is open.
    ///
    /// @return what it gives, for a person
    String opened(StreamReader reader);

    /// A frame is nearly due.
    ///
    /// @param frame borrowed, but what it holds may be moved out of it
    /// @return when it ends, `MediaClock` ns
    long take(AVFrame frame, StreamReader reader, long ptsNs) throws UnplayableException;

    /// The file was closed; it may be opened again.
    void ended();
  }

  private static final Logger log = LoggerFactory.getLogger(Playback.class);
  private static final long RETRY_NS = 2_000_000_000;
  private static final long LOOKAHEAD_NS = 250_000_000;
  // Further behind than this, going on frame by frame would never catch up.
  private static final long LATE_NS = 1_000_000_000;
  private static final Duration CLOSE = Duration.ofMillis(1_500);

  private final Path file;
  private final StreamReader.Kind kind;
  private final MediaClock clock;
  private final LoopTimeline timeline;
  private final Taker taker;
  private final Thread thread;
  private volatile SourceState state = new SourceState.Idle();
  private volatile boolean closed;
  private String logged = "";

  Playback(
      Path file, StreamReader.Kind kind, MediaClock clock, LoopTimeline timeline, Taker taker) {
    this.file = file;
    this.kind = kind;
    this.clock = clock;
    this.timeline = timeline;
    this.taker = taker;
    this.thread =
        Thread.ofPlatform()
            .name("capture-file-" + (kind == StreamReader.Kind.SOUND ? "sound-" : "") + name())
            .daemon()
            .unstarted(this::run);
  }

  String name() {
    Path last = file.getFileName();
    return last == null ? file.toString() : last.toString();
  }

  SourceState state() {
    return closed ? new SourceState.Closed() : state;
  }

  void start() {
    state = new SourceState.Opening();
    thread.start();
  }

  private void run() {
    while (!closed) {
      try (StreamReader reader = StreamReader.open(file, kind)) {
        long startNs = timeline.join();
        try {
          play(reader, startNs);
        } finally {
          timeline.leave();
          taker.ended();
        }
      } catch (UnplayableException e) {
        unavailable(e.sentence());
      } catch (InterruptedException e) {
        return; // only close interrupts
      } catch (RuntimeException | LinkageError e) { // a library may be missing or too old
        log.error("The thread {} met a fault of Tally", thread.getName(), e);
        unavailable("A fault of Tally: " + e + ". Please report it; Tally tries again.");
      }
    }
  }

  private void play(StreamReader reader, long firstStartNs)
      throws UnplayableException, InterruptedException {
    state = new SourceState.Running(taker.opened(reader));
    logged = "";
    AVFrame frame = av_frame_alloc();
    try {
      long startNs = firstStartNs;
      while (true) {
        startNs = timeline.finished(playRound(reader, frame, startNs));
        if (!reader.seek(0)) {
          throw new UnplayableException(
              "The file " + file + " cannot be played again from its beginning: convert it.");
        }
      }
    } finally {
      av_frame_free(frame);
    }
  }

  private long playRound(StreamReader reader, AVFrame frame, long startNs)
      throws UnplayableException, InterruptedException {
    long endNs = startNs;
    long nextSkipNs = Long.MIN_VALUE;
    boolean any = false;
    while (reader.next(frame)) {
      long ptsNs = startNs + reader.timeNs(frame, endNs - startNs);
      long nowNs = clock.nowNs();
      if (ptsNs < nowNs - LATE_NS && nowNs >= nextSkipNs) {
        nextSkipNs = nowNs + 2 * LATE_NS;
        reader.seek(nowNs - startNs);
        continue;
      }
      clock.sleepUntil(ptsNs - LOOKAHEAD_NS);
      if (closed) {
        throw new InterruptedException();
      }
      endNs = Math.max(endNs, taker.take(frame, reader, ptsNs));
      any = true;
    }
    if (!any) {
      throw new UnplayableException(
          "Nothing in the file " + file + " could be decoded: it is damaged, choose another.");
    }
    return endNs;
  }

  private void unavailable(String problem) {
    if (closed) {
      return;
    }
    if (!problem.equals(logged)) {
      log.warn(problem);
      logged = problem;
    }
    long retryAtNs = clock.nowNs() + RETRY_NS;
    state = new SourceState.Unavailable(problem, retryAtNs);
    clock.sleepUntil(retryAtNs);
  }

  /// Ends the thread and frees what it holds. Idempotent.
  @Override
  public void close() {
    boolean started = !(state instanceof SourceState.Idle);
    closed = true;
    thread.interrupt();
    try {
      if (started && !thread.join(CLOSE)) {
        log.warn("The file {} does not close yet: its disk does not answer.", file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
