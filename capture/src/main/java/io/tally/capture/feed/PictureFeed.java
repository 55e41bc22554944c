// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.feed;

import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import io.tally.capture.media.VideoFrame;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How does a device keep giving pictures while it comes and goes?
///
/// Owns the device's thread: opens the device, puts its pictures into a mailbox, and when it fails
/// says so and opens it again every [#RETRY_NS]. Life and threads as in [GivingSource], of which
/// this does all but the name.
public final class PictureFeed implements AutoCloseable {
  /// How long after a failure the device is opened again, ns.
  public static final long RETRY_NS = 1_000_000_000L;

  private static final Logger log = LoggerFactory.getLogger(PictureFeed.class);
  private static final long CLOSE_MS = 2_000;

  // A device's own memory grows with what is away and stays so (x11grab's, which the X server
  // shares, for as long as it is open): an encoder that was held up for a second would cost a
  // second's worth of pictures for ever. A copy is freed soon. Seldom are more than two away.
  private static final int MOST_AWAY = 2;

  private final MediaClock clock;
  private final PictureDevice.Opener opener;
  private final Thread thread;
  private final LatestFrame latest = new LatestFrame();
  private final AtomicInteger away = new AtomicInteger();
  private volatile SourceState state = new SourceState.Idle();
  private volatile boolean closed;
  private @Nullable VideoFrame current;

  /// @param threadName such as "capture-screen"
  /// @param opener called on that thread
  public PictureFeed(String threadName, MediaClock clock, PictureDevice.Opener opener) {
    this.clock = clock;
    this.opener = opener;
    this.thread = new Thread(this::run, threadName);
    thread.setDaemon(true);
  }

  /// As [VideoSource#start].
  public void start() {
    thread.start();
  }

  /// As [VideoSource#frameAt].
  public synchronized @Nullable VideoFrame frameAt() {
    if (!(state instanceof SourceState.Running)) {
      closeCurrent();
      return null;
    }
    VideoFrame newest = latest.take();
    if (newest != null) {
      closeCurrent();
      current = newest;
    }
    return current;
  }

  /// As [GivingSource#giveFrame].
  public synchronized @Nullable VideoFrame giveFrame() {
    VideoFrame given = current;
    if (given == null || away.get() >= MOST_AWAY) {
      return null;
    }
    current = null;
    away.incrementAndGet();
    return new VideoFrame(
        given.format(),
        given.colorSpace(),
        given.width(),
        given.height(),
        given.ptsNs(),
        given.planes(),
        () -> {
          given.close();
          away.decrementAndGet();
        });
  }

  /// As [VideoSource#state].
  public SourceState state() {
    return closed ? new SourceState.Closed() : state;
  }

  private void run() {
    state = new SourceState.Opening();
    while (!closed) {
      try (PictureDevice device = opener.open()) {
        deliver(device);
      } catch (IOException e) {
        fail(e.getMessage(), e);
      } catch (RuntimeException | LinkageError e) { // a library may be missing or too old
        log.error("The thread {} met a fault of Tally", thread.getName(), e);
        fail("A fault of Tally: " + e + ". Please report it; Tally tries again.", e);
      }
      if (state instanceof SourceState.Unavailable unavailable) {
        clock.sleepUntil(unavailable.retryAtNs());
      }
    }
  }

  private void deliver(PictureDevice device) throws IOException {
    while (!closed) {
      VideoFrame frame = device.read();
      if (frame != null) {
        latest.accept(frame);
        if (!(state instanceof SourceState.Running)) {
          state = new SourceState.Running(device.detail());
          log.info("{} runs: {}", thread.getName(), device.detail());
        }
      }
    }
  }

  private void fail(@Nullable String message, Throwable cause) {
    if (closed) {
      return;
    }
    String problem = message == null ? cause.toString() : message;
    boolean known =
        state instanceof SourceState.Unavailable before && before.problem().equals(problem);
    state = new SourceState.Unavailable(problem, clock.nowNs() + RETRY_NS);
    VideoFrame left = latest.take();
    if (left != null) {
      left.close();
    }
    if (!known) {
      log.warn("{}: {}", thread.getName(), problem);
      log.debug("Cause", cause);
    }
  }

  private void closeCurrent() {
    VideoFrame frame = current;
    current = null;
    if (frame != null) {
      frame.close();
    }
  }

  /// As [VideoSource#close]. A device that does not come back from a call is given back by its own
  /// thread when it does.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    latest.close();
    synchronized (this) {
      closeCurrent();
    }
  }
}
