// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.badline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// How do bytes travel through a fault proxy, on one connection?
///
/// Toward the server two threads: one reads at the rate that holds, one writes when it is time.
/// Toward the client one, which knows holes and crumbs only.
final class FaultyLink {
  private record Late(byte[] bytes, long dueNs) {}

  private static final int PIECE_BYTES = 4096;
  private static final int UNDERWAY = 64;
  private static final int NEVER = Integer.MAX_VALUE;

  private final Socket client;
  private final Socket server;
  private final FaultProxy.Faults faults;
  private final BlockingQueue<Late> underway = new ArrayBlockingQueue<>(UNDERWAY);
  private final AtomicInteger beforeReset = new AtomicInteger(NEVER);
  private final AtomicInteger beforeCut = new AtomicInteger(NEVER);
  private volatile boolean serverLost;

  FaultyLink(Socket client, Socket server, FaultProxy.Faults faults) {
    this.client = client;
    this.server = server;
    this.faults = faults;
    run("fault-read", this::read);
    run("fault-write", this::write);
    run("fault-back", this::back);
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void run(String name, Work work) {
    Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            work.run();
          } catch (IOException e) {
            // One side is gone, and the other learns it; unless the fault is that it does not.
            if (!serverLost) {
              close();
            }
          } catch (InterruptedException e) {
            close();
          }
        });
  }

  private void read() throws IOException, InterruptedException {
    var in = client.getInputStream();
    var crumbs = faults.crumbs();
    var piece = new byte[PIECE_BYTES];
    while (!serverLost) {
      faults.awaitPassage();
      var count = in.read(piece, 0, crumbs > 0 ? 1 : PIECE_BYTES);
      if (count < 0) {
        underway.put(new Late(new byte[0], System.nanoTime() + faults.lateNs()));
        return;
      }
      crumbs = pause(crumbs);
      faults.awaitRate(count);
      underway.put(new Late(Arrays.copyOf(piece, count), System.nanoTime() + faults.lateNs()));
    }
  }

  private void write() throws IOException, InterruptedException {
    OutputStream out = server.getOutputStream();
    while (!serverLost) {
      var next = underway.take();
      faults.awaitTime(next.dueNs());
      faults.awaitPassage();
      if (next.bytes().length == 0) {
        server.shutdownOutput();
        return;
      }
      var may = beforeReset.get();
      if (may != NEVER && may <= next.bytes().length) {
        out.write(next.bytes(), 0, may);
        reset(server);
        reset(client);
        return;
      }
      if (may != NEVER) {
        beforeReset.set(may - next.bytes().length);
      }
      out.write(next.bytes());
    }
  }

  private void back() throws IOException, InterruptedException {
    InputStream in = server.getInputStream();
    OutputStream out = client.getOutputStream();
    var crumbs = faults.crumbs();
    var piece = new byte[PIECE_BYTES];
    while (!serverLost) {
      var count = in.read(piece, 0, crumbs > 0 ? 1 : PIECE_BYTES);
      faults.awaitPassage();
      if (count < 0) {
        client.shutdownOutput();
        return;
      }
      crumbs = pause(crumbs);
      var may = beforeCut.get();
      out.write(piece, 0, Math.min(may, count));
      if (may <= count) {
        close();
        return;
      }
      if (may != NEVER) {
        beforeCut.set(may - count);
      }
    }
  }

  /// @return bytes that still go one by one
  private int pause(int crumbs) throws InterruptedException {
    if (crumbs > 0) {
      faults.awaitTime(System.nanoTime() + faults.crumbNs());
    }
    return Math.max(0, crumbs - 1);
  }

  void resetAfter(int bytes) {
    beforeReset.set(bytes);
  }

  void cutAnswersAfter(int bytes) {
    beforeCut.set(bytes);
  }

  void loseServer() {
    serverLost = true;
    reset(server);
  }

  void close() {
    reset(client);
    reset(server);
  }

  /// One at a time, since both directions may end the link at the same moment.
  private synchronized void reset(Socket socket) {
    try {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
