// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.badline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What becomes of a UDP connection when the line between the sides is bad?
///
/// One client sends to [#port]; what it sends goes on to the server, and the answers come back. The
/// faults are the same both ways, drawn from a seed. Life: [#start], [#faults] at any time,
/// [#close].
public final class UdpFaultProxy implements AutoCloseable {
  /// How bad the line is.
  ///
  /// @param lossPercent of datagrams that are lost
  /// @param burst datagrams that are lost together
  /// @param delayMs one way
  /// @param jitterMs added at random, which also reorders
  /// @param duplicatePercent of datagrams that come twice
  /// @param bytesPerS the narrowest place, which drops what would wait more than 200 ms; 0 for none
  public record Faults(
      double lossPercent,
      int burst,
      int delayMs,
      int jitterMs,
      double duplicatePercent,
      long bytesPerS) {
    /// A line without faults.
    public static final Faults NONE = new Faults(0, 1, 0, 0, 0, 0);

    /// Loss at random, and delay.
    public static Faults loss(double percent, int delayMs) {
      return new Faults(percent, 1, delayMs, 0, 0, 0);
    }
  }

  /// @param toServer else to the client
  private record Flight(long atNs, long order, boolean toServer, ByteBuffer datagram) {}

  private static final long QUEUE_NS = 200_000_000;

  private final DatagramChannel front;
  private final InetSocketAddress server;
  private final Selector selector;
  private final Random random;
  private final Thread thread;
  private final PriorityQueue<Flight> flights =
      new PriorityQueue<>(Comparator.comparingLong(Flight::atNs).thenComparingLong(Flight::order));
  private final long[] freeNs = new long[2];

  private volatile Faults faults = Faults.NONE;
  private volatile Predicate<ByteBuffer> passes = _ -> true;
  private volatile boolean moving;
  private DatagramChannel back;
  private @Nullable InetSocketAddress client;
  private int burstLeft;
  private long order;

  private UdpFaultProxy(int serverPort, long seed) throws IOException {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
    random = new Random(seed);
    selector = Selector.open();
    front = open();
    back = open();
    thread = Thread.ofPlatform().daemon().name("udp-fault-proxy").unstarted(this::run);
  }

  /// Begins without faults.
  public static UdpFaultProxy start(int serverPort, long seed) throws IOException {
    var proxy = new UdpFaultProxy(serverPort, seed);
    proxy.thread.start();
    return proxy;
  }

  private DatagramChannel open() throws IOException {
    var channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    return channel;
  }

  /// Where the client sends to.
  public int port() throws IOException {
    return ((InetSocketAddress) front.getLocalAddress()).getPort();
  }

  /// Makes the line as bad as this from now on.
  public void faults(Faults worse) {
    faults = worse;
  }

  /// Lets only some datagrams through from now on; none is a black-out.
  public void onlyPass(Predicate<ByteBuffer> some) {
    passes = some;
  }

  /// The server sees another address from now on, as when a router forgets or a phone moves.
  public void changeAddress() {
    moving = true;
    selector.wakeup();
  }

  private void run() {
    var buffer = ByteBuffer.allocate(65_536);
    try {
      while (selector.isOpen()) {
        var next = flights.peek();
        var waitNs = next == null ? 1_000_000_000L : next.atNs() - System.nanoTime();
        if (waitNs > 0) {
          // Rounded up: the wait ends a little late, never in a spin.
          selector.select(_ -> {}, waitNs / 1_000_000 + 1);
        }
        if (moving) {
          moving = false;
          back.close();
          back = open();
        }
        read(front, buffer, true);
        read(back, buffer, false);
        deliver();
      }
    } catch (ClosedSelectorException | ClosedChannelException e) {
      // Closed by its user, from another thread.
      flights.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(DatagramChannel from, ByteBuffer buffer, boolean toServer) throws IOException {
    while (true) {
      buffer.clear();
      var sender = from.receive(buffer);
      if (sender == null) {
        return;
      }
      if (toServer) {
        client = (InetSocketAddress) sender;
      }
      buffer.flip();
      var now = faults;
      if (!passes.test(buffer.duplicate()) || lost(now)) {
        continue;
      }
      var datagram = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
      fly(now, toServer, datagram);
      if (random.nextDouble() * 100 < now.duplicatePercent()) {
        fly(now, toServer, datagram.duplicate());
      }
    }
  }

  private boolean lost(Faults now) {
    if (burstLeft > 0) {
      burstLeft--;
      return true;
    }
    if (random.nextDouble() * 100 * now.burst() < now.lossPercent()) {
      burstLeft = now.burst() - 1;
      return true;
    }
    return false;
  }

  private void fly(Faults now, boolean toServer, ByteBuffer datagram) {
    var nowNs = System.nanoTime();
    var leavesNs = nowNs;
    if (now.bytesPerS() > 0) {
      var way = toServer ? 0 : 1;
      leavesNs = Math.max(nowNs, freeNs[way]);
      if (leavesNs - nowNs > QUEUE_NS) {
        return;
      }
      leavesNs += datagram.remaining() * 1_000_000_000L / now.bytesPerS();
      freeNs[way] = leavesNs;
    }
    var jitterNs = now.jitterMs() == 0 ? 0 : random.nextLong(now.jitterMs() * 1_000_000L);
    var atNs = leavesNs + now.delayMs() * 1_000_000L + jitterNs;
    flights.add(new Flight(atNs, order++, toServer, datagram));
  }

  private void deliver() throws IOException {
    for (var flight = flights.peek();
        flight != null && flight.atNs() <= System.nanoTime();
        flight = flights.peek()) {
      flights.remove();
      if (flight.toServer()) {
        back.send(flight.datagram(), server);
      } else if (client != null) {
        front.send(flight.datagram(), client);
      }
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    front.close();
    back.close();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
