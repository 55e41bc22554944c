// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.fuzz;

import io.tally.player.event.SegmentEvents;
import io.tally.player.event.TimedEvent;
import io.tally.player.probe.SegmentProbe;
import io.tally.player.probe.data.TimedDataProbe;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Can a segment make the readers of what it carries fail? The first two bytes say how many belong
/// to its initialization section.
public final class TimedDataTarget {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private TimedDataTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 2) {
      return;
    }
    int length = Math.min(data.length - 2, (data[0] & 0xFF) << 8 | data[1] & 0xFF);
    byte[] init = Arrays.copyOfRange(data, 2, 2 + length);
    byte[] media = Arrays.copyOfRange(data, 2 + length, data.length);
    SegmentProbe.probe(init, media);
    SegmentEvents.Place place = new SegmentEvents.Place(0, Optional.of(NOON), 0);
    List<TimedEvent> events = SegmentEvents.read(place, init, media);
    Expect.that(events.size() <= TimedDataProbe.MOST_PIECES, "More pieces than are read");
    for (TimedEvent event : events) {
      Expect.that(event.isSame(event), "It is not what it is");
      Expect.that(event.words().chars().noneMatch(Character::isISOControl), "A control");
    }
  }
}
