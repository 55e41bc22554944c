// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.scte35;

import io.tally.player.event.scte35.SpliceCommand.Insert;
import io.tally.player.event.scte35.SpliceDescriptor.Restrictions;
import io.tally.player.event.scte35.SpliceDescriptor.Segmentation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How is a section of splice information said in a line?
final class SpliceWords {
  private static final double TICKS = 90_000;
  private static final long GPS_BEGINS = 315_964_800; // 1980-01-06, seconds since 1970

  private SpliceWords() {}

  static String of(SpliceSection section) {
    List<String> parts = new ArrayList<>();
    section.problem().ifPresent(parts::add);
    if (!(section.command() instanceof SpliceCommand.Unreadable)) {
      parts.add(command(section.command()));
    }
    section.descriptors().forEach(descriptor -> parts.add(descriptor(descriptor)));
    return String.join("; ", parts);
  }

  private static String command(SpliceCommand command) {
    return switch (command) {
      case SpliceCommand.Null _ -> "splice_null";
      case SpliceCommand.Unreadable _ -> "";
      case SpliceCommand.BandwidthReservation _ -> "bandwidth_reservation";
      case SpliceCommand.TimeSignal signal ->
          "time_signal" + (signal.pts().isPresent() ? "" : ", at once");
      case SpliceCommand.Insert insert -> "splice_insert " + insert(insert);
      case SpliceCommand.Schedule schedule ->
          "splice_schedule "
              + schedule.events().stream()
                  .map(SpliceWords::insert)
                  .collect(Collectors.joining(" and "));
      case SpliceCommand.Private own ->
          "private_command of %s, %d bytes".formatted(own.identifier(), own.bytes());
      case SpliceCommand.Unknown unknown -> "unknown command 0x%02x".formatted(unknown.type());
    };
  }

  private static String insert(Insert insert) {
    if (insert.cancelled()) {
      return insert.eventId() + " is cancelled";
    }
    StringBuilder words = new StringBuilder();
    words.append(insert.eventId()).append(insert.out() ? ": out of the network" : ": back");
    words.append(insert.immediate() ? ", at once" : "");
    insert
        .utcSeconds()
        .ifPresent(
            gps -> words.append(", at GPS ").append(Instant.ofEpochSecond(GPS_BEGINS + gps)));
    insert
        .duration()
        .ifPresent(time -> {
          words.append(", for ").append(seconds(time.ticks()));
          words.append(time.autoReturn() ? ", returns by itself" : "");
        });
    if (insert.programId() > 0) {
      words.append(", programme ").append(insert.programId());
    }
    if (insert.expected() > 0) {
      words.append(", avail ").append(insert.avail()).append(" of ").append(insert.expected());
    }
    return words.toString();
  }

  private static String seconds(long ticks) {
    return String.format(Locale.ROOT, "%.3f s", ticks / TICKS);
  }

  private static String descriptor(SpliceDescriptor descriptor) {
    return switch (descriptor) {
      case Segmentation segmentation -> segmentation(segmentation);
      case SpliceDescriptor.Avail avail -> "avail 0x%08x".formatted(avail.providerAvailId());
      case SpliceDescriptor.Tones tones ->
          String.format(
              Locale.ROOT,
              "DTMF %s, %.1f s before",
              tones.characters(),
              tones.prerollTenths() / 10.0);
      case SpliceDescriptor.Time time -> "sent at " + time.tai().minusSeconds(time.utcOffset());
      case SpliceDescriptor.Audio audio -> audio.components() + " sound components";
      case SpliceDescriptor.Other other ->
          "descriptor 0x%02x of %s, %d bytes"
              .formatted(other.tag(), other.identifier(), other.bytes());
    };
  }

  private static String segmentation(Segmentation one) {
    if (one.cancelled()) {
      return "segmentation event %d is cancelled".formatted(one.eventId());
    }
    StringBuilder words = new StringBuilder();
    words.append(SegmentationTypes.name(one.type()));
    words.append(String.format(Locale.ROOT, " (0x%02x), event %d", one.type(), one.eventId()));
    one.durationTicks().ifPresent(ticks -> words.append(", ").append(seconds(ticks)));
    if (!one.upid().name().isEmpty()) {
      words.append(", ").append(one.upid().scheme()).append(' ').append(one.upid().name());
    }
    if (one.expected() > 0) {
      words.append(", segment ").append(one.number()).append(" of ").append(one.expected());
    }
    if (one.subExpected() > 0) {
      words.append(", part ").append(one.subNumber()).append(" of ").append(one.subExpected());
    }
    one.restrictions().ifPresent(limits -> words.append(restrictions(limits)));
    return words.toString();
  }

  private static String restrictions(Restrictions limits) {
    return (limits.webAllowed() ? "" : ", not for the web")
        + (limits.noRegionalBlackout() ? "" : ", blacked out in some regions")
        + (limits.archiveAllowed() ? "" : ", not to be archived")
        + (limits.devices() == 3 ? "" : ", device group " + limits.devices());
  }
}
