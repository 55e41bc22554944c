// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import io.tally.capture.media.AudioFrame;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.PacketTaker;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// How does sound get coded while the mixer goes on?
///
/// Life: [#start], then [#accept], then [#stop] (codes what waits) or [#close] (throws it away),
/// both bounded in time and idempotent. Threads: `accept` from one thread, the rest from any;
/// packets and the failure come on its own thread `encode-audio`. Loss: a queue of 96 blocks (two
/// seconds of the mixer's); when it is full a block is left out and counted. Failure: one sentence;
/// then it only drops what it is given.
public final class AudioEncoding implements AutoCloseable {
  private static final int MOST_WAITING = 96;

  private final Inbox<AudioFrame> inbox = new Inbox<>(MOST_WAITING);
  private final EncodeThread<AudioEncoder, AudioFrame> thread;
  private final AtomicLong skipped = new AtomicLong();

  private AudioEncoding(AudioSettings settings, PacketTaker out, Consumer<String> onFailure) {
    thread =
        new EncodeThread<>(
            "encode-audio",
            inbox,
            () -> AudioEncoder.open(settings, out),
            new EncodeThread.Work<>() {
              @Override
              public void encode(AudioEncoder encoder, AudioFrame frame) throws IOException {
                encoder.encode(frame);
              }

              @Override
              public void discard(AudioFrame frame) {
                // Lies on the heap.
              }
            },
            "please report it with the log",
            onFailure);
  }

  /// Opens the encoder on a thread of its own, and waits for that.
  ///
  /// @param out gets every packet
  /// @param onFailure told once, in a sentence for people, when the encoder fails later
  /// @throws IOException when the encoder does not open; the message says why
  public static AudioEncoding start(
      AudioSettings settings, PacketTaker out, Consumer<String> onFailure) throws IOException {
    AudioEncoding encoding = new AudioEncoding(settings, out, onFailure);
    encoding.thread.start();
    return encoding;
  }

  /// What a receiver must know; does not change.
  public CodecParameters.Audio parameters() {
    return thread.encoder().parameters();
  }

  /// Codes a block of sound.
  ///
  /// @return false when it was left out
  public boolean accept(AudioFrame frame) {
    if (inbox.offer(frame)) {
      return true;
    }
    if (!inbox.ended()) {
      skipped.incrementAndGet();
    }
    return false;
  }

  /// How many blocks came while the queue was full.
  public long skipped() {
    return skipped.get();
  }

  /// Codes what waits, gives out the last packets, and ends the thread, within five seconds.
  public void stop() {
    thread.stop();
  }

  /// Ends the thread without coding what waits, within five seconds.
  @Override
  public void close() {
    for (AudioFrame frame = inbox.poll(); frame != null; frame = inbox.poll()) {
      // Left out.
    }
    stop();
  }
}
