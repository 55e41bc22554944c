// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.codec.WaitingPictures;
import io.tally.encoder.option.VideoOptions;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.stamp.Stamping;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How do pictures get coded while the compositor goes on?
///
/// Life: [#start], then [#accept] and [#repeat], then [#stop] (codes what waits) or [#close]
/// (throws it away), both bounded in time and idempotent. Threads: `accept` and `repeat` from one
/// thread, the rest from any; packets and the failure come on its own thread `encode-video`. Loss:
/// a bounded queue of thirty frames, or as many as fit into 128 MB, at least two: a busy machine
/// lets a thread wait for half a second at times, and a short queue would lose frames then; in
/// which form they wait, [WaitingPictures] decides. When it is full a frame is *skipped*: closed
/// and counted. Failure: one sentence; then it only closes what it is given.
public final class VideoEncoding implements AutoCloseable {
  private static final int MOST_WAITING = 30;
  private static final int LEAST_WAITING = 2;
  private static final int WAITING_BYTES = 128 << 20;
  private static final int CANVAS_BYTES_A_PIXEL = 4;

  private record Job(@Nullable VideoFrame picture, long ptsNs) {}

  private final Inbox<Job> inbox;
  private final WaitingPictures pictures;
  private final EncodeThread<VideoEncoder, Job> thread;
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicInteger bitrateBps = new AtomicInteger(); // 0: no wish
  private final AtomicBoolean keyframe = new AtomicBoolean();

  private VideoEncoding(
      VideoSettings settings,
      Optional<Stamping> stamping,
      PacketTaker out,
      Consumer<String> onFailure) {
    int most = waiting(settings);
    inbox = new Inbox<>(most);
    pictures = new WaitingPictures(input(settings), settings.width(), settings.height(), most);
    thread =
        new EncodeThread<>(
            "encode-video",
            inbox,
            () -> VideoEncoder.open(settings, stamping, out),
            new EncodeThread.Work<>() {
              @Override
              public void encode(VideoEncoder encoder, Job job) throws IOException {
                code(encoder, job);
              }

              @Override
              public void discard(Job job) {
                VideoEncoding.discard(job);
              }
            },
            "choose the encoder " + VideoSettings.X264,
            onFailure);
  }

  /// Opens the encoder on a thread of its own, and waits for that; its pictures are not marked.
  ///
  /// @param out gets every packet
  /// @param onFailure told once, in a sentence for people, when the encoder fails later
  /// @throws IOException when the encoder does not open; the message says what to do
  public static VideoEncoding start(
      VideoSettings settings, PacketTaker out, Consumer<String> onFailure) throws IOException {
    return start(settings, Optional.empty(), out, onFailure);
  }

  /// Opens the encoder on a thread of its own, and waits for that.
  ///
  /// @param stamping with what its pictures are marked, if they are
  /// @param out gets every packet
  /// @param onFailure told once, in a sentence for people, when the encoder fails later
  /// @throws IOException when the encoder does not open; the message says what to do
  public static VideoEncoding start(
      VideoSettings settings,
      Optional<Stamping> stamping,
      PacketTaker out,
      Consumer<String> onFailure)
      throws IOException {
    VideoEncoding encoding = new VideoEncoding(settings, stamping, out, onFailure);
    encoding.thread.start();
    return encoding;
  }

  /// The layout that the encoder takes; of one that does not exist, which is refused later, any.
  private static PixelFormat input(VideoSettings settings) {
    return VideoOptions.named(settings.encoderName())
        .map(VideoOptions::input)
        .orElse(PixelFormat.YUV420P);
  }

  /// How many frames of these settings may wait.
  static int waiting(VideoSettings settings) {
    long frameBytes = (long) settings.width() * settings.height() * CANVAS_BYTES_A_PIXEL;
    return Math.clamp(WAITING_BYTES / frameBytes, LEAST_WAITING, MOST_WAITING);
  }

  private void code(VideoEncoder encoder, Job job) throws IOException {
    try {
      int wishedBps = bitrateBps.getAndSet(0);
      if (wishedBps > 0) {
        encoder.setBitrate(wishedBps);
      }
      if (keyframe.getAndSet(false)) {
        encoder.requestKeyframe();
      }
      if (job.picture() == null) {
        encoder.repeat(job.ptsNs());
      } else {
        encoder.encode(job.picture());
      }
    } finally {
      discard(job);
    }
  }

  private static void discard(Job job) {
    if (job.picture() != null) {
      job.picture().close();
    }
  }

  /// What a receiver must know; does not change.
  public CodecParameters.Video parameters() {
    return thread.encoder().parameters();
  }

  /// Codes a picture, shown at its pts.
  ///
  /// @param taken closed here in any case
  /// @return false when it was skipped
  public boolean accept(VideoFrame taken) {
    return offer(new Job(pictures.form(taken, inbox.size()), taken.ptsNs()));
  }

  /// Codes the last picture again, without converting it again.
  ///
  /// @param ptsNs when it is shown, ns
  /// @return false when it was skipped
  public boolean repeat(long ptsNs) {
    return offer(new Job(null, ptsNs));
  }

  private boolean offer(Job job) {
    if (inbox.offer(job)) {
      return true;
    }
    if (!inbox.ended()) {
      skipped.incrementAndGet();
    }
    discard(job);
    return false;
  }

  /// How many frames came while the queue was full.
  public long skipped() {
    return skipped.get();
  }

  /// Codes with another bit rate from the next frame on.
  ///
  /// @param bps bit/s, more than 0
  public void setBitrate(int bps) {
    bitrateBps.set(bps);
  }

  /// Makes the next frame a keyframe.
  public void requestKeyframe() {
    keyframe.set(true);
  }

  /// Codes what waits, gives out the last packets, and ends the thread, within five seconds.
  public void stop() {
    thread.stop();
    pictures.close();
  }

  /// Ends the thread without coding what waits, within five seconds.
  @Override
  public void close() {
    for (Job job = inbox.poll(); job != null; job = inbox.poll()) {
      discard(job);
    }
    stop();
  }
}
