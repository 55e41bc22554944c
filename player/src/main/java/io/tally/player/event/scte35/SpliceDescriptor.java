// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.scte35;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What does a section say beside its command (SCTE 35 10.3)?
public sealed interface SpliceDescriptor {
  /// Which provider's avail it is.
  record Avail(long providerAvailId) implements SpliceDescriptor {}

  /// Tones for old equipment.
  ///
  /// @param prerollTenths of a second before the splice
  record Tones(int prerollTenths, String characters) implements SpliceDescriptor {}

  /// What begins or ends.
  ///
  /// @param cancelled takes an earlier one back; all else is empty then
  /// @param durationTicks of 90 kHz
  /// @param restrictions on delivery; empty when there are none
  /// @param upid what it is
  /// @param type segmentation_type_id
  /// @param number of this segment
  /// @param expected how many segments
  /// @param subNumber of this part of it
  /// @param subExpected how many parts
  record Segmentation(
      long eventId,
      boolean cancelled,
      OptionalLong durationTicks,
      Optional<Restrictions> restrictions,
      Upid upid,
      int type,
      int number,
      int expected,
      int subNumber,
      int subExpected)
      implements SpliceDescriptor {}

  /// Where may it go?
  ///
  /// @param devices from 0 to 3; 3 is no restriction
  record Restrictions(
      boolean webAllowed, boolean noRegionalBlackout, boolean archiveAllowed, int devices) {}

  /// The wall clock of the sender.
  ///
  /// @param tai seconds and nanoseconds since 1970 by the atomic clocks
  /// @param utcOffset how many seconds they are ahead
  record Time(Instant tai, int utcOffset) implements SpliceDescriptor {}

  /// Which sound there will be.
  record Audio(int components) implements SpliceDescriptor {}

  /// None of these, or somebody's own.
  record Other(int tag, String identifier, int bytes) implements SpliceDescriptor {}
}
