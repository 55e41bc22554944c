// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.Endpoint;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.Publisher;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import io.tally.protocol.outbox.Outbox;
import io.tally.protocol.rtmp.connect.PublishException;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.rtmp.connect.RtmpConnection;
import io.tally.protocol.rtmp.publish.MediaSender;
import io.tally.protocol.rtmp.publish.PublishAttempt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How does a programme get to one RTMP or RTMPS endpoint?
///
/// One connection, once: a publisher that has failed or stopped is not started again. It has a
/// virtual thread that connects and then sends, and one event loop named `rtmp-publish`.
public final class RtmpPublisher implements Publisher {
  private static final Logger log = LoggerFactory.getLogger(RtmpPublisher.class);
  // Together under the two seconds that a stop may take.
  private static final Duration FLUSH = Duration.ofSeconds(1);
  private static final Duration GOODBYE = Duration.ofMillis(300);
  private static final Duration ABANDON = Duration.ofMillis(300);

  private final Endpoint endpoint;
  private final StreamParameters programme;
  private final PublishSettings settings;
  private final Outbox outbox;
  private final List<Consumer<PublisherState>> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile PublisherState state = new PublisherState.Idle();
  private volatile @Nullable RtmpConnection connection;
  private volatile boolean stopping;
  private @Nullable Thread thread;

  /// With the usual patience and whom the system trusts.
  public RtmpPublisher(Endpoint endpoint, StreamParameters programme) {
    this(endpoint, programme, PublishSettings.usual());
  }

  /// Takes packets at once, connects when started.
  public RtmpPublisher(Endpoint endpoint, StreamParameters programme, PublishSettings settings) {
    this.endpoint = endpoint;
    this.programme = programme;
    this.settings = settings;
    this.outbox = new Outbox(programme, settings.outbox());
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
        thread = Thread.ofVirtual().name("rtmp-publisher").start(this::run);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void offer(EncodedPacket packet) {
    outbox.offer(packet);
  }

  @Override
  public PublisherState state() {
    return state;
  }

  @Override
  public void onState(Consumer<PublisherState> listener) {
    listeners.add(listener);
  }

  @Override
  public PublisherStatistics statistics() {
    var now = connection;
    return outbox.statistics(
        now == null ? 0 : now.sentBytes(),
        now == null ? 0 : now.sentPackets(),
        0,
        LineFigures.NONE);
  }

  @Override
  public void retryNow() {}

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
      if (thread == null) {
        outbox.close();
        if (state instanceof PublisherState.Idle) {
          move(new PublisherState.Stopped());
        }
        return;
      }
      if (flush.isZero()) {
        outbox.close();
      } else {
        outbox.finish();
      }
      // What waits goes out first, then the goodbye; who still waits after that is cut off.
      if (state instanceof PublisherState.Live && thread.join(flush.plus(GOODBYE))) {
        return;
      }
      thread.interrupt();
      if (!thread.join(ABANDON)) {
        log.warn("The publisher to {} did not end in time and is left behind", endpoint.url());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    move(new PublisherState.Connecting());
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("rtmp-publish", true), NioIoHandler.newFactory());
    try {
      move(publish(loops));
    } finally {
      outbox.close();
      var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  /// Connects and sends until the end, and says how it ended.
  private PublisherState publish(EventLoopGroup loops) {
    try {
      var live = new PublishAttempt(endpoint, settings, loops).open();
      connection = live;
      try {
        return send(live);
      } finally {
        live.close();
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

  private PublisherState send(RtmpConnection live) throws PublishException, InterruptedException {
    live.onClosed(outbox::close);
    var sender = new MediaSender(live, settings.stallTimeout());
    sender.begin(programme);
    outbox.open();
    move(new PublisherState.Live(System.nanoTime()));
    for (var packet = outbox.take(); packet != null; packet = outbox.take()) {
      sender.send(packet);
    }
    if (!live.isOpen() && !stopping) {
      throw live.lost();
    }
    sender.end(FLUSH);
    return new PublisherState.Stopped();
  }

  private void move(PublisherState next) {
    state = next;
    log.info("Publisher to {}: {}", endpoint.url(), next);
    for (var listener : listeners) {
      try {
        listener.accept(next);
      } catch (RuntimeException e) {
        log.error("A listener to the publisher's state failed", e);
      }
    }
  }
}
