// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Which thread carries the sockets of all publishers, and of which kind are they?
///
/// One daemon thread for all that are open together: eight copies of a programme are one wake-up
/// and eight writes. It is made for the first lease and ends after the last. Epoll where it is to
/// be had, since only it tells what the kernel knows of a connection; NIO elsewhere. Threads: any.
public final class EventLoops {
  /// The program's own. Only a reference stands here; what changes is counted inside, and nothing
  /// stays when nobody publishes.
  public static final EventLoops SHARED = new EventLoops();

  // What waits in the kernel unsent can be neither dropped nor re-timed: about 50 ms at 5 Mb/s.
  // What is on its way is not limited by it, so a long line is filled all the same.
  private static final long MOST_UNSENT_BYTES = 32 << 10;
  // NIO has no such mark. Large enough for 20 Mb/s at a round trip of 100 ms.
  private static final int NIO_SEND_BUFFER_BYTES = 256 << 10;

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable EventLoopGroup group;
  private int leases;

  /// A thread of one's own, as for a test.
  public EventLoops() {}

  /// The right to use the thread until closed; close is idempotent.
  public final class Lease implements AutoCloseable {
    private final EventLoopGroup leased;
    private boolean closed;

    private Lease(EventLoopGroup leased) {
      this.leased = leased;
    }

    /// The thread, for sockets that [#sockets] makes.
    public EventLoopGroup group() {
      return leased;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!closed) {
          closed = true;
          release();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /// Takes part in the thread, which is begun for the first.
  public Lease lease() {
    lock.lock();
    try {
      var now = group;
      if (now == null) {
        var handler = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        now =
            new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("publishers", true), handler);
        group = now;
      }
      leases++;
      return new Lease(now);
    } finally {
      lock.unlock();
    }
  }

  private void release() {
    var now = group;
    leases--;
    if (leases == 0 && now != null) {
      group = null;
      var _ = now.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  /// Sockets of the kind that a group carries, which keep little waiting in the kernel.
  ///
  /// @param group from a lease, or any other
  public static Bootstrap sockets(EventLoopGroup group) {
    var sockets =
        new Bootstrap()
            .group(group)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true);
    // A group that others made may be NIO's where epoll is to be had.
    return Epoll.isAvailable()
            && group instanceof MultiThreadIoEventLoopGroup loops
            && loops.isIoType(EpollIoHandler.class)
        ? sockets
            .channel(EpollSocketChannel.class)
            .option(EpollChannelOption.TCP_NOTSENT_LOWAT, MOST_UNSENT_BYTES)
        : sockets
            .channel(NioSocketChannel.class)
            .option(ChannelOption.SO_SNDBUF, NIO_SEND_BUFFER_BYTES);
  }
}
