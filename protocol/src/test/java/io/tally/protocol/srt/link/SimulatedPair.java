// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.connect.Agreement;
import io.tally.protocol.srt.crypto.ConnectionKeys;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.crypto.KeyState;
import io.tally.protocol.srt.handshake.Extension.Features;
import io.tally.protocol.srt.pace.BandwidthRule;
import io.tally.protocol.srt.packet.Outgoing.Datagrams;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What do two links do with a line between them, when the clock is moved by hand?
final class SimulatedPair {
  static final int PAYLOAD_BYTES = 1316;

  /// One packet of a stream of 6 Mb/s.
  static final long PACKET_US = PAYLOAD_BYTES * 8 * 1_000_000L / 6_000_000;

  /// @param number that was written into the payload
  record Played(int number, long originUs, long atUs, int length) {}

  private record Flight(long atUs, long order, boolean toRight, ByteBuf datagram) {}

  /// What can be chosen for a pair.
  record Setup(
      Line line,
      LinkSettings settings,
      int latencyMs,
      int sequence,
      int leftClock,
      Optional<KeyPlan> keys,
      long seed) {
    static Setup of(Line line, int latencyMs) {
      return new Setup(line, usual(), latencyMs, 77, 0, Optional.empty(), 1);
    }

    Setup with(UnaryOperator<LinkSettings> change) {
      return new Setup(line, change.apply(settings), latencyMs, sequence, leftClock, keys, seed);
    }

    Setup startingAt(int first, int clock) {
      return new Setup(line, settings, latencyMs, first, clock, keys, seed);
    }

    Setup encrypted(KeyPlan plan) {
      return new Setup(line, settings, latencyMs, sequence, leftClock, Optional.of(plan), seed);
    }

    Setup seeded(long other) {
      return new Setup(line, settings, latencyMs, sequence, leftClock, keys, other);
    }
  }

  static LinkSettings usual() {
    return new LinkSettings(
        1,
        8192,
        8192,
        PAYLOAD_BYTES,
        true,
        0,
        true,
        0,
        true,
        5000,
        new BandwidthRule(-1, 0, 0, 25));
  }

  final List<Played> playedRight = new ArrayList<>();
  final List<Played> playedLeft = new ArrayList<>();
  final SrtLink left;
  final SrtLink right;
  long nowUs = 1_000_000_000;

  /// What the line lets through; a test may cut it.
  Predicate<ByteBuf> passes = _ -> true;

  private final PriorityQueue<Flight> flights =
      new PriorityQueue<>(Comparator.comparingLong(Flight::atUs).thenComparingLong(Flight::order));
  private final Line line;
  private final Random random;
  private long order;
  private int burstLeft;
  private int sent;

  SimulatedPair(Setup setup) {
    line = setup.line();
    random = new Random(setup.seed());
    var features = new Features(true, 0x010504, Features.ALL, setup.latencyMs(), setup.latencyMs());
    Optional<ConnectionKeys> caller =
        setup.keys().map(plan -> ConnectionKeys.create(plan, 0, new SecureRandom()));
    Optional<ConnectionKeys> listener = caller.map(keys -> accept(setup.keys().get(), keys));
    // The handshake arrived half a round trip after it left: at the left clock's start.
    var leftStartUs = nowUs - Integer.toUnsignedLong(setup.leftClock());
    var forRight =
        agreement(setup, features, 22, 11, listener, nowUs + line.delayUs(), setup.leftClock());
    var forLeft = agreement(setup, features, 11, 22, caller, nowUs + line.delayUs(), 0);
    left =
        new SrtLink(
            setup.settings(),
            forLeft,
            flying(true),
            (payload, originUs) -> playedLeft.add(played(payload, originUs)),
            leftStartUs,
            nowUs);
    right =
        new SrtLink(
            setup.settings(),
            forRight,
            flying(false),
            (payload, originUs) -> playedRight.add(played(payload, originUs)),
            nowUs,
            nowUs);
  }

  private static ConnectionKeys accept(KeyPlan plan, ConnectionKeys caller) {
    try {
      return ConnectionKeys.accept(plan, caller.message(), new SecureRandom());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Agreement agreement(
      Setup setup,
      Features features,
      int own,
      int peer,
      Optional<ConnectionKeys> keys,
      long arrivedUs,
      int timestampUs) {
    return new Agreement(
        own,
        peer,
        setup.sequence(),
        1500,
        25600,
        setup.latencyMs(),
        setup.latencyMs(),
        features,
        Secret.of(""),
        keys,
        keys.isPresent() ? KeyState.SECURED : KeyState.UNSECURED,
        arrivedUs,
        timestampUs);
  }

  private Played played(ByteBuffer payload, long originUs) {
    return new Played(payload.getInt(payload.position()), originUs, nowUs, payload.remaining());
  }

  private Datagrams flying(boolean toRight) {
    return new Datagrams() {
      @Override
      public ByteBuf buffer(int bytes) {
        return Unpooled.buffer(bytes, bytes);
      }

      @Override
      public void send(ByteBuf datagram) {
        if (!passes.test(datagram) || lost()) {
          return;
        }
        fly(toRight, datagram);
        if (random.nextDouble() * 100 < line.duplicatePercent()) {
          fly(toRight, datagram.copy());
        }
      }
    };
  }

  private boolean lost() {
    if (burstLeft > 0) {
      burstLeft--;
      return true;
    }
    if (random.nextDouble() * 100 * line.burst() < line.lossPercent()) {
      burstLeft = line.burst() - 1;
      return true;
    }
    return false;
  }

  private void fly(boolean toRight, ByteBuf datagram) {
    var jitter = line.jitterUs() == 0 ? 0 : random.nextLong(line.jitterUs());
    flights.add(new Flight(nowUs + line.delayUs() + jitter, order++, toRight, datagram));
  }

  /// Lets the left side send a stream of 6 Mb/s for a time.
  void stream(long durationUs) {
    var endUs = nowUs + durationUs;
    for (var nextUs = nowUs; nextUs < endUs; nextUs += PACKET_US) {
      run(nextUs);
      send(left, PAYLOAD_BYTES);
    }
    run(endUs);
  }

  /// Sends one numbered payload now.
  void send(SrtLink from, int bytes) {
    var payload = ByteBuffer.allocate(bytes).putInt(0, sent++);
    from.offer(payload, nowUs, nowUs);
    from.tick(nowUs);
  }

  int sent() {
    return sent;
  }

  /// Moves the clock, doing all that is due until then in order.
  void run(long untilUs) {
    while (true) {
      var flight = flights.peek();
      var flightUs = flight == null ? Long.MAX_VALUE : flight.atUs();
      var leftUs = Math.max(left.nextUs(nowUs), nowUs);
      var rightUs = Math.max(right.nextUs(nowUs), nowUs);
      var dueUs = Math.min(flightUs, Math.min(leftUs, rightUs));
      if (dueUs > untilUs) {
        nowUs = Math.max(nowUs, untilUs);
        return;
      }
      nowUs = Math.max(nowUs, dueUs);
      if (flight != null && flightUs == dueUs) {
        flights.remove();
        var to = flight.toRight() ? right : left;
        to.datagram(flight.datagram(), nowUs);
        to.tick(nowUs);
      } else if (leftUs == dueUs) {
        left.tick(nowUs);
      } else {
        right.tick(nowUs);
      }
    }
  }

  void runFor(long us) {
    run(nowUs + us);
  }
}
