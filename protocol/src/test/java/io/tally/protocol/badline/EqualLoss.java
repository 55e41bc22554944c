// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.badline;

import io.tally.protocol.srt.packet.Sequence;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// Which datagrams does a line lose, so that two senders lose the same ones?
///
/// Whether the n-th sending of the m-th packet gets lost is drawn from the seed, n and m alone, so
/// that chance favours neither; control packets get lost at random. It also counts what was lost,
/// which is what a perfect sender repeats. Threads: the proxy's asks, any other reads.
public final class EqualLoss implements Predicate<ByteBuffer> {
  private static final int MOST_PACKETS = 1 << 20;
  private static final int MOST_SENDINGS = 1 << 8;

  private final double share;
  private final long seed;
  private final Random control;
  private final byte[] sendings = new byte[MOST_PACKETS];
  private volatile boolean begun;
  private boolean first = true;
  private int start;
  private volatile int sentOnce;
  private volatile int sentAgain;
  private volatile int lost;

  /// @param percent both ways
  public EqualLoss(double percent, long seed) {
    share = percent / 100;
    this.seed = seed;
    control = new Random(seed);
  }

  /// From now on packets get lost, and are counted.
  public void begin() {
    begun = true;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  public boolean test(ByteBuffer datagram) {
    var word = datagram.getInt(0);
    if (!begun) {
      return true;
    }
    if (word < 0) {
      return control.nextDouble() >= share;
    }
    if (first) {
      first = false;
      start = word;
    }
    var packet = Sequence.distance(start, word);
    if (packet < 0) {
      // Sent before the line was bad.
      return true;
    }
    var sending = Byte.toUnsignedInt(sendings[packet]++);
    if (sending == 0) {
      sentOnce++;
    } else {
      sentAgain++;
    }
    var fate = seed + (long) packet * MOST_SENDINGS + sending;
    if (new SplittableRandom(fate).nextDouble() >= share) {
      return true;
    }
    lost++;
    return false;
  }

  /// Repetitions, of a hundred packets.
  public double againPercent() {
    return 100.0 * sentAgain / sentOnce;
  }

  /// Repetitions beyond one for each loss, of a hundred packets; below zero where losses were left
  /// alone.
  public double needlessPercent() {
    return 100.0 * (sentAgain - lost) / sentOnce;
  }
}
