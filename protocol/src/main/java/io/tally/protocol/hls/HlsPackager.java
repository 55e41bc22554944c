// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How do the packets of one stream become files that viewers can fetch, off the sender's thread?
///
/// Life: made once for a stream's name, then `begin`, `parameters`, `packet`…, `ended` for each run
/// of its sender, one sender at a time; [#close] at any point and twice. Threads: the methods of
/// the sender from one thread at a time, none of them blocks; [#file], [#status] and [#limit] from
/// any. The work is done on a thread of its own, `hls-<n>`. Loss: packets wait in a queue of at
/// most 64 MB; what does not fit is dropped up to the next keyframe that does, and counted, and is
/// a discontinuity for viewers. Failure: none reaches the sender; a segment that cannot be written
/// is left out and logged.
public final class HlsPackager implements AutoCloseable {
  private sealed interface Event {
    record Begin() implements Event {}

    record Parameters(StreamParameters parameters) implements Event {}

    record Packet(EncodedPacket packet, Instant arrived) implements Event {}

    record Lost() implements Event {}

    record Ended() implements Event {}

    record Close() implements Event {}
  }

  private static final Logger LOG = LoggerFactory.getLogger(HlsPackager.class);
  private static final long MOST_WAITING_BYTES = 64L << 20;
  // What a queued packet costs beside its bytes: a track of tiny packets must not fill the memory.
  private static final int PACKET_COST = 200;
  private static final long TICK_MS = 500;
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong lostPackets = new AtomicLong();
  private final PackagedStream stream;
  private final Thread thread;
  // Of the sender's thread.
  private boolean losing;

  /// Starts the packaging thread.
  ///
  /// @param number for the thread's name
  public HlsPackager(HlsSettings settings, int number) {
    Instant now = Instant.now();
    // Seconds of the wall clock grow faster than segments do: after a restart of the program no
    // name stands for other bytes than a browser may have kept, and players never see it fall.
    stream = new PackagedStream(settings, now.getEpochSecond(), now);
    thread = Thread.ofPlatform().daemon().name("hls-" + number).unstarted(this::run);
    thread.start();
  }

  /// A sender begins.
  public void begin() {
    losing = false;
    events.add(new Event.Begin());
  }

  /// The codec headers of the run, or other ones from here on.
  public void parameters(StreamParameters parameters) {
    events.add(new Event.Parameters(parameters));
  }

  /// The next packet of the run.
  public void packet(EncodedPacket packet) {
    if (waitingBytes.get() > MOST_WAITING_BYTES) {
      losing = true;
      lostPackets.incrementAndGet();
      return;
    }
    if (losing) {
      losing = false;
      events.add(new Event.Lost());
    }
    waitingBytes.addAndGet(cost(packet));
    events.add(new Event.Packet(packet, Instant.now()));
  }

  /// The sender is gone.
  public void ended() {
    events.add(new Event.Ended());
  }

  /// What can be fetched under a name beside the stream's playlists, such as `index.m3u8`.
  public Optional<HlsFile> file(String name) {
    return stream.file(name);
  }

  /// How the stream stands.
  public HlsStatus status() {
    return stream.status().withLostPackets(lostPackets.get());
  }

  /// Changes the memory limit for segments, bytes.
  public void limit(long memoryBytes) {
    stream.limit(memoryBytes);
  }

  private static long cost(EncodedPacket packet) {
    return (long) packet.size() + PACKET_COST;
  }

  private void run() {
    try (stream) {
      while (true) {
        Event event = events.poll(TICK_MS, TimeUnit.MILLISECONDS);
        if (event instanceof Event.Close) {
          return;
        }
        handle(event);
      }
    } catch (InterruptedException e) {
      LOG.debug("Interrupted: packaging ends");
    }
  }

  private void handle(@Nullable Event event) {
    try {
      switch (event) {
        case null -> stream.tick(Instant.now());
        case Event.Begin() -> stream.begin(Instant.now());
        case Event.Parameters(StreamParameters parameters) ->
            stream.parameters(parameters, Instant.now());
        case Event.Packet(EncodedPacket packet, Instant arrived) -> {
          waitingBytes.addAndGet(-cost(packet));
          stream.packet(packet, arrived);
        }
        case Event.Lost() -> stream.lost(Instant.now());
        case Event.Ended() -> stream.end(Instant.now());
        case Event.Close() -> {}
      }
    } catch (RuntimeException e) {
      LOG.error("Packaging met a fault of its own; it goes on at the next keyframe", e);
      stream.lost(Instant.now());
    }
  }

  /// Asks the thread to end after what is queued, and does not wait for it.
  public void stop() {
    events.add(new Event.Close());
  }

  /// Ends the thread after what is queued, and waits two seconds at most. Idempotent.
  @Override
  public void close() {
    stop();
    try {
      if (!thread.join(LONGEST_CLOSE)) {
        LOG.warn("The thread {} did not end within {}", thread.getName(), LONGEST_CLOSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
