// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.publish;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.Publisher;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.line.Connector;
import io.tally.protocol.line.Line;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.outbox.Outbox;
import io.tally.protocol.outbox.OutboxLimits;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How does a programme get to one endpoint, whatever protocol that speaks?
///
/// One virtual thread connects, sends, waits and connects again; it alone moves the state. The
/// first connection is tried once: who cannot go live at all wants to know why. After that a
/// connection that breaks is made again as its [ReconnectPolicy] says. A publisher that has failed
/// or stopped is not started again.
public final class LivePublisher implements Publisher {
  private static final Logger log = LoggerFactory.getLogger(LivePublisher.class);
  // Together under the two seconds that a stop may take.
  private static final Duration FLUSH = Duration.ofSeconds(1);
  private static final Duration GOODBYE = Duration.ofMillis(300);
  private static final Duration ABANDON = Duration.ofMillis(300);

  private final Endpoint endpoint;
  private volatile StreamParameters programme; // of what was sent last
  private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
  private final Connector connector;
  private final Outbox outbox;
  private final Reconnection reconnection;
  private final Handover handover = new Handover();
  private final SentTotals totals = new SentTotals();
  private final StateTeller states;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Line current;
  private volatile boolean stopping;
  private @Nullable Thread thread;

  /// Takes packets at once, connects when started.
  ///
  /// @param connector taken: closed at the end
  public LivePublisher(
      Endpoint endpoint,
      StreamParameters programme,
      Connector connector,
      OutboxLimits limits,
      ReconnectPolicy policy) {
    this.endpoint = endpoint;
    this.programme = programme;
    this.connector = connector;
    this.outbox = new Outbox(programme, limits);
    this.states = new StateTeller(endpoint.url());
    this.reconnection =
        new Reconnection(
            endpoint.host(),
            connector,
            policy,
            () -> ThreadLocalRandom.current().nextDouble(),
            states::move);
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void start() {
    lock.lock();
    try {
      if (thread == null && !stopping) {
        thread = Thread.ofVirtual().name("publisher").start(this::run);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void offer(EncodedPacket packet) {
    outbox.offer(packet);
  }

  /// Another encode, from a moment of it on.
  private record Change(StreamParameters programme, long fromNs) {}

  @Override
  public boolean change(StreamParameters next, EncodedPacket first) {
    changes.add(new Change(next, first.dtsNs()));
    return true;
  }

  @Override
  public PublisherState state() {
    return states.now();
  }

  @Override
  public void onState(Consumer<PublisherState> listener) {
    states.tell(listener);
  }

  @Override
  public PublisherStatistics statistics() {
    return outbox.statistics(
        totals.bytes(), totals.packets(), totals.reconnects(), totals.figures());
  }

  @Override
  public void retryNow() {
    reconnection.now();
  }

  @Override
  public void stop() {
    end(FLUSH);
  }

  @Override
  public void close() {
    end(Duration.ZERO);
  }

  private void end(Duration flush) {
    lock.lock();
    try {
      stopping = true;
      var running = thread;
      if (running == null) {
        outbox.close();
        if (states.now() instanceof PublisherState.Idle) {
          states.move(new PublisherState.Stopped());
          connector.close();
        }
        return;
      }
      if (flush.isZero()) {
        outbox.close();
      } else {
        outbox.finish();
      }
      // What waits goes out first, then the goodbye; who still waits after that is cut off.
      if (states.now() instanceof PublisherState.Live && running.join(flush.plus(GOODBYE))) {
        return;
      }
      running.interrupt();
      if (!running.join(ABANDON)) {
        log.warn("The publisher to {} did not end in time and is left behind", endpoint.url());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    states.move(new PublisherState.Connecting());
    var last = publish();
    outbox.close();
    handover.end();
    connector.close();
    states.move(last);
  }

  /// Connects and sends until the end, and says how it ended.
  private PublisherState publish() {
    try {
      var line = connector.open();
      while (true) {
        var liveNs = System.nanoTime();
        var broke = carry(line);
        if (broke == null) {
          return new PublisherState.Stopped();
        }
        var moved = handover.take();
        line = moved != null ? moved : reconnection.again(broke, System.nanoTime() - liveNs);
      }
    } catch (PublishException e) {
      if (stopping) {
        return new PublisherState.Stopped();
      }
      log.debug("Publishing to {} failed", endpoint.url(), e);
      return new PublisherState.Failed(e.failure());
    } catch (InterruptedException e) {
      return new PublisherState.Stopped();
    } catch (RuntimeException | Error e) { // else it would seem to be live for ever
      log.error("Publishing to {} failed by a fault of ours", endpoint.url(), e);
      return new PublisherState.Failed(
          new PublishFailure(
              PublishFailure.Kind.LOST,
              "Publishing to %s ended by a fault of the program: please report it with the log."
                  .formatted(endpoint.host())));
    }
  }

  /// Sends on a line, and on those that follow it without a break.
  ///
  /// @return why the line is gone; null when it is over by our wish
  private @Nullable PublishFailure carry(Line first) throws InterruptedException {
    begin(first);
    outbox.open();
    watch(first);
    var line = first;
    try {
      states.move(new PublisherState.Live(System.nanoTime()));
      var packet = outbox.take();
      while (packet != null) {
        if (packet.track() == Track.AUDIO ? programme.video() == null : packet.keyframe()) {
          line = moved(line);
          change(line, packet);
        }
        line.send(packet);
        packet = outbox.poll();
        if (packet == null) {
          line.flush();
          packet = outbox.take();
        }
      }
      if (!line.isOpen() && !stopping) {
        return line.lost();
      }
      line.end(FLUSH);
      return null;
    } finally {
      outbox.shut();
      line.close();
      outbox.lost(totals.end(line));
    }
  }

  private void begin(Line line) {
    current = line;
    totals.begin(line);
    line.onMove(handover::to);
    line.begin(programme);
  }

  @SuppressWarnings("ReferenceEquality") // the closed line may have a successor
  private void watch(Line line) {
    line.onClosed(() -> {
      if (current == line) {
        outbox.shut();
      }
    });
  }

  /// The keyframe may not be the first of its encode, when that was dropped.
  @SuppressWarnings("ReferenceEquality") // another encode, be it of the same settings
  private void change(Line line, EncodedPacket keyframe) {
    var before = programme;
    for (var next = changes.peek();
        next != null && keyframe.dtsNs() >= next.fromNs();
        next = changes.peek()) {
      programme = next.programme();
      changes.remove();
    }
    if (programme != before) {
      line.change(programme, keyframe);
    }
  }

  /// Goes over to the line that the far end asked for, if it is ready; a decoder there can begin.
  private Line moved(Line old) {
    var next = handover.take();
    if (next == null) {
      return old;
    }
    begin(next);
    watch(next);
    Thread.ofVirtual().name("publisher-leaves").start(() -> leave(old));
    return next;
  }

  private void leave(Line old) {
    try {
      old.end(GOODBYE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      old.close();
      outbox.lost(totals.end(old));
    }
  }
}
