// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.rtmp.chunk.ChunkLimits;
import io.tally.protocol.rtmp.listen.ListenPipeline;
import io.tally.protocol.rtmp.listen.ListenerLimits;
import io.tally.protocol.rtmp.listen.LiveNames;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/// Can a publisher that has shaken hands make our listener's whole pipeline fail?
public final class ServerTarget {
  private static final byte[] HANDSHAKE = new byte[1 + 1536 + 1536];
  private static final ListenerLimits LIMITS =
      new ListenerLimits(
          4,
          Duration.ofHours(1),
          Duration.ofHours(1),
          new ChunkLimits(1 << 20, 16, 2 << 20),
          64 << 10);
  private static final ListAppender<ILoggingEvent> ERRORS = new ListAppender<>();

  static {
    HANDSHAKE[0] = 3;
    var logger = (Logger) LoggerFactory.getLogger("io.tally.protocol.rtmp.listen");
    ERRORS.setContext(logger.getLoggerContext());
    ERRORS.start();
  }

  private ServerTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var logger = (Logger) LoggerFactory.getLogger("io.tally.protocol.rtmp.listen");
    var before = logger.getLevel();
    // Only what it calls a fault of its own is logged as an error.
    logger.setLevel(Level.ERROR);
    logger.addAppender(ERRORS);
    var open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    var channel =
        new EmbeddedChannel(
            new ListenPipeline(
                new CollectedStream(),
                LIMITS,
                open,
                new LiveNames(),
                new AtomicInteger(),
                Optional.empty()));
    try {
      channel.writeInbound(Unpooled.wrappedBuffer(HANDSHAKE));
      Pieces.feed(channel, data, 0);
      channel.checkException();
    } finally {
      channel.finishAndReleaseAll();
      logger.detachAppender(ERRORS);
      logger.setLevel(before);
    }
    if (!ERRORS.list.isEmpty()) {
      var said = ERRORS.list.getFirst();
      ERRORS.list.clear();
      throw new IllegalStateException(said.getFormattedMessage() + " " + said.getThrowableProxy());
    }
  }
}
