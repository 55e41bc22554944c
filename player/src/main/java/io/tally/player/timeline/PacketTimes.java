// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.timeline;

import io.tally.player.probe.container.Ticks;
import java.util.Optional;
import java.util.OptionalLong;

/// When does a packet of one track begin and end, where the container tells only half of it?
///
/// MPEG-TS times a PES packet, and one may hold sixteen blocks of AAC: FFmpeg cuts it into them,
/// times the first, and knows a block's duration only after a probing that would hold up the start.
/// So the others follow from the header of each block. One object per track and timeline. Threads:
/// one.
public final class PacketTimes {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long MOST_REORDERING_NS =
      5 * SECOND_NS; // sixteen pictures at three a second
  private static final long LONGEST_NS = 10 * SECOND_NS; // a damaged header may say hours

  /// How a container counts.
  ///
  /// @param numerator of how many seconds a tick lasts
  /// @param denominator of it
  /// @param wrapBits of the counter: 33 in MPEG-TS, 63 or more means that it never wraps
  public record Counter(int numerator, int denominator, int wrapBits) {
    private long ns(long ticks) {
      return Ticks.ns(ticks * numerator, denominator);
    }
  }

  /// What is told of a packet.
  ///
  /// @param pts ticks, when told
  /// @param dts ticks, when told
  /// @param duration ticks; 0 when not told
  /// @param aacNs of AAC, how long it lasts by its own header, 0 when that does not tell; empty for
  ///   all else
  public record Told(
      OptionalLong pts, OptionalLong dts, long duration, Counter counter, OptionalLong aacNs) {}

  /// In the timeline's own time, with counters unwrapped, ns.
  public record Times(long ptsNs, long dtsNs, long durationNs) {}

  private final MediaTimeline timeline;
  private boolean begun;
  private boolean packed; // times are told by nothing but the tag in front
  private long lastDtsNs;
  private long lastDurationNs;

  public PacketTimes(MediaTimeline timeline) {
    this.timeline = timeline;
  }

  /// Those of packed audio, whose first packet begins at a time and the others follow from it.
  public static PacketTimes packed(long startNs) {
    PacketTimes times = new PacketTimes(new MediaTimeline(0));
    times.begun = true;
    times.packed = true;
    times.lastDtsNs = startNs;
    return times;
  }

  /// The times of the next packet; empty when nothing tells them, or they cannot be.
  public Optional<Times> of(Told packet) {
    boolean untimed = packed || (packet.pts().isEmpty() && packet.dts().isEmpty());
    if (untimed && !packed && (packet.aacNs().isEmpty() || !begun)) {
      return Optional.empty();
    }
    long dtsNs = lastDtsNs + lastDurationNs;
    long ptsNs = dtsNs;
    if (!untimed) {
      dtsNs = unwrappedNs(packet.dts().orElseGet(packet.pts()::getAsLong), packet.counter());
      ptsNs = unwrappedNs(packet.pts().orElseGet(packet.dts()::getAsLong), packet.counter());
    }
    if (Math.abs(ptsNs - dtsNs) > MOST_REORDERING_NS) {
      return Optional.empty(); // damaged; shown at such a time it would hold up all that follow
    }
    long durationNs = durationNs(packet, dtsNs);
    begun = true;
    lastDtsNs = dtsNs;
    lastDurationNs = durationNs;
    return Optional.of(new Times(ptsNs, dtsNs, durationNs));
  }

  private long durationNs(Told packet, long dtsNs) {
    long toldNs = packet.counter().ns(packet.duration());
    if (toldNs > 0 && toldNs <= LONGEST_NS) {
      return toldNs;
    }
    long blockNs = packet.aacNs().orElse(0);
    if (blockNs > 0) {
      return blockNs;
    }
    long stepNs = dtsNs - lastDtsNs;
    return begun && stepNs > 0 && stepNs < SECOND_NS ? stepNs : lastDurationNs;
  }

  private long unwrappedNs(long ticks, Counter counter) {
    return counter.ns(timeline.unwrap(ticks, counter.wrapBits()));
  }
}
