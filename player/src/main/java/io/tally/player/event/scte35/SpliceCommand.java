// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.scte35;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What does a section ask for (SCTE 35 9.7)?
public sealed interface SpliceCommand {
  /// Nothing: the line is alive, or the descriptors say it all.
  record Null() implements SpliceCommand {}

  /// Splices by the wall clock.
  ///
  /// @param events as they were told
  record Schedule(List<Insert> events) implements SpliceCommand {
    public Schedule {
      events = List.copyOf(events);
    }
  }

  /// A splice out of the network or back.
  ///
  /// @param cancelled takes an earlier one back; all else is empty then
  /// @param out leave the network, else return to it
  /// @param immediate at once
  /// @param pts ticks of 90 kHz at which, without the adjustment; empty when not told
  /// @param utcSeconds of a schedule, since 1970 (GPS seconds as they stand); empty elsewhere
  /// @param duration of the break
  /// @param programId of the programme
  /// @param avail which avail of how many
  /// @param expected how many avails
  record Insert(
      long eventId,
      boolean cancelled,
      boolean out,
      boolean immediate,
      OptionalLong pts,
      OptionalLong utcSeconds,
      Optional<Break> duration,
      int programId,
      int avail,
      int expected)
      implements SpliceCommand {}

  /// How long is a break?
  ///
  /// @param ticks of 90 kHz
  /// @param autoReturn it ends by itself
  record Break(long ticks, boolean autoReturn) {}

  /// A moment that the descriptors say more about.
  ///
  /// @param pts ticks of 90 kHz, without the adjustment; empty for at once
  record TimeSignal(OptionalLong pts) implements SpliceCommand {}

  /// Room in the stream is kept.
  record BandwidthReservation() implements SpliceCommand {}

  /// Somebody's own.
  ///
  /// @param identifier four characters of whose
  /// @param bytes how many follow
  record Private(String identifier, int bytes) implements SpliceCommand {}

  /// None of these.
  record Unknown(int type) implements SpliceCommand {}

  /// It cannot be read; the problem of its section says why.
  record Unreadable() implements SpliceCommand {}

  /// Ticks of 90 kHz at which it holds, without the adjustment; empty for at once or never.
  default OptionalLong moment() {
    return switch (this) {
      case Insert insert -> insert.pts();
      case TimeSignal signal -> signal.pts();
      case Null _, Schedule _, BandwidthReservation _, Private _, Unknown _, Unreadable _ ->
          OptionalLong.empty();
    };
  }
}
