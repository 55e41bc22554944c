// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.badline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What does a bad network do to a connection? Stands before a server on loopback and does it.
///
/// Any number of connections one after another or together; faults are switched on and off while
/// they run and hold for all of them. Its sockets keep little, so that a fault is felt at once.
public final class FaultProxy implements AutoCloseable {
  private static final int SOCKET_BYTES = 32 << 10;

  private final int serverPort;
  private final ServerSocket listening;
  private final List<FaultyLink> links = new CopyOnWriteArrayList<>();
  private final Faults faults = new Faults();

  /// @param serverPort where the server listens on loopback
  public FaultProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    listening = new ServerSocket();
    listening.setReceiveBufferSize(SOCKET_BYTES);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofPlatform().daemon().name("fault-proxy").start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        var client = listening.accept();
        var server = new Socket();
        server.setSendBufferSize(SOCKET_BYTES);
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
        links.add(new FaultyLink(client, server, faults));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  /// Connections that were made until now.
  public int connections() {
    return links.size();
  }

  /// Passes so much toward the server, bit/s.
  public void throttle(long bps) {
    faults.change(() -> faults.bps = bps);
  }

  /// Passes everything later, toward the server; the order stays.
  ///
  /// @param jitter that much later at most, by chance
  public void delay(Duration each, Duration jitter) {
    faults.change(() -> {
      faults.delayNs = each.toNanos();
      faults.jitterNs = jitter.toNanos();
    });
  }

  /// Passes nothing in either direction, and reads nothing, until it is switched off.
  public void hole(boolean on) {
    faults.change(() -> faults.hole = on);
  }

  /// Passes so many bytes of each new connection one at a time, with a pause after each.
  public void crumble(int bytes, Duration pause) {
    faults.change(() -> {
      faults.crumbs = bytes;
      faults.crumbNs = pause.toNanos();
    });
  }

  /// Passes so many bytes more toward the server on each connection, then resets it: in the middle
  /// of whatever is on its way.
  public void resetAfter(int bytes) {
    links.forEach(link -> link.resetAfter(bytes));
  }

  /// Passes so many bytes more toward the client on each connection that is open now, then resets
  /// it on both sides: in the middle of an answer.
  public void cutAnswersAfter(int bytes) {
    links.forEach(link -> link.cutAnswersAfter(bytes));
  }

  /// The server's machine is gone: its side is reset, and the client hears nothing of it.
  public void loseServer() {
    links.forEach(FaultyLink::loseServer);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    links.forEach(FaultyLink::close);
    faults.change(() -> faults.over = true);
  }

  /// Which faults hold now? Guarded by its own lock; whoever waits is woken by a change.
  static final class Faults {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Random random = new Random(1);
    private long bps = Long.MAX_VALUE;
    private long delayNs;
    private long jitterNs;
    private boolean hole;
    private int crumbs;
    private long crumbNs;
    private boolean over;

    void change(Runnable change) {
      lock.lock();
      try {
        change.run();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /// Waits while nothing may pass.
    void awaitPassage() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        while (hole && !over) {
          changed.await();
        }
      } finally {
        lock.unlock();
      }
    }

    /// Waits as long as bytes take at the rate that holds meanwhile.
    void awaitRate(int bytes) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        var leftBits = bytes * 8.0;
        while (leftBits > 0 && bps != Long.MAX_VALUE && !over) {
          var begunNs = System.nanoTime();
          var rate = bps;
          var _ = changed.awaitNanos((long) Math.ceil(leftBits * 1e9 / rate));
          leftBits -= (System.nanoTime() - begunNs) * (double) rate / 1e9;
        }
      } finally {
        lock.unlock();
      }
    }

    void awaitTime(long atNs) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        for (var left = atNs - System.nanoTime(); left > 0; left = atNs - System.nanoTime()) {
          var _ = changed.awaitNanos(left);
        }
      } finally {
        lock.unlock();
      }
    }

    /// By how much something that comes now is late, ns.
    long lateNs() {
      lock.lock();
      try {
        return delayNs + (jitterNs == 0 ? 0 : random.nextLong(jitterNs));
      } finally {
        lock.unlock();
      }
    }

    int crumbs() {
      lock.lock();
      try {
        return crumbs;
      } finally {
        lock.unlock();
      }
    }

    long crumbNs() {
      lock.lock();
      try {
        return crumbNs;
      } finally {
        lock.unlock();
      }
    }
  }
}
