// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.event.id3.Id3Reader;
import io.tally.player.event.scte35.SpliceReader;
import io.tally.player.event.scte35.SpliceSection;
import io.tally.player.probe.container.Ticks;
import io.tally.player.probe.data.TimedData;
import io.tally.player.probe.data.TimedDataProbe;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Which events does a segment carry, and when are they?
///
/// A splice is where it takes effect when that is told and near, else where it was told.
public final class SegmentEvents {
  private static final long FAR_NS = 3_600_000_000_000L; // no splice is announced an hour ahead
  private static final String TS = "MPEG-TS";

  private SegmentEvents() {}

  /// Where the segment stands.
  ///
  /// @param positionNs in the stream
  /// @param date the sender's clock there, when it is told
  /// @param clockNs the container's clock there; one that wraps may be any number of rounds away
  public record Place(long positionNs, Optional<Instant> date, long clockNs) {
    private When at(long atNs, boolean wraps, OptionalLong durationNs) {
      long sinceNs = atNs - clockNs;
      if (wraps) {
        sinceNs -= Math.round((double) sinceNs / Ticks.WRAP_NS) * Ticks.WRAP_NS;
      }
      // No segment is a day long: a time that far away is none that could be told.
      long nearNs = Math.abs(sinceNs) > 24 * FAR_NS ? 0 : sinceNs;
      return new When(
          OptionalLong.of(positionNs + nearNs), date.map(d -> d.plusNanos(nearNs)), durationNs);
    }
  }

  /// All that a segment carries.
  ///
  /// @param init its initialization section; empty without one
  /// @param media its own bytes, in the clear
  public static List<TimedEvent> read(Place place, byte[] init, byte[] media) {
    return TimedDataProbe.read(init, media).stream().map(data -> event(place, data)).toList();
  }

  private static TimedEvent event(Place place, TimedData data) {
    boolean message = !data.scheme().isEmpty();
    OptionalLong durationNs =
        data.durationNs() > 0 ? OptionalLong.of(data.durationNs()) : OptionalLong.empty();
    When when = place.at(data.atNs(), !message, durationNs);
    String origin = message ? "emsg" : TS;
    String raw = Words.hex(data.payload());
    return switch (data.kind()) {
      case ID3 -> new TimedEvent.Metadata(when, Id3Reader.read(data.payload()), origin, raw);
      case SCTE35 -> {
        SpliceSection section = SpliceReader.read(data.payload());
        When effect = message ? when : effect(place, when, section);
        yield splice(effect, section, origin, data.payload());
      }
      case MESSAGE ->
          new TimedEvent.Message(
              when, Words.shown(data.scheme()), Words.shown(data.value()), text(data), raw);
    };
  }

  private static When effect(Place place, When told, SpliceSection section) {
    if (section.moment().isEmpty()) {
      return told;
    }
    When effect = place.at(Ticks.mpegNs(section.moment().getAsLong()), true, told.durationNs());
    return effect.isNear(told, FAR_NS) ? effect : told;
  }

  /// Lasts as long as it says, where it says so.
  static TimedEvent splice(When when, SpliceSection section, String origin, byte[] bytes) {
    OptionalLong ticks = section.durationTicks();
    OptionalLong durationNs =
        ticks.isPresent() ? OptionalLong.of(Ticks.mpegNs(ticks.getAsLong())) : when.durationNs();
    return new TimedEvent.Splice(
        new When(when.positionNs(), when.date(), durationNs), section, origin, Words.hex(bytes));
  }

  private static String text(TimedData data) {
    String text = new String(data.payload(), UTF_8);
    boolean readable =
        text.chars().noneMatch(c -> c == 0xFFFD || (Character.isISOControl(c) && c > '\r'));
    return readable ? Words.shown(text) : "";
  }
}
