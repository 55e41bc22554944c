// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.scte35;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tally.player.event.scte35.SpliceDescriptor.Restrictions;
import io.tally.player.event.scte35.SpliceDescriptor.Segmentation;
import io.tally.player.probe.container.Bits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What do the bytes of splice descriptors say (SCTE 35 10.2 and 10.3)?
final class DescriptorReader {
  private static final long CUEI = 0x43554549;
  private static final int HEADER = 2;
  private static final int IDENTIFIER = 4;
  private static final long LATEST = 253_370_764_800L; // the year 9999, seconds since 1970
  private static final long SECOND_NS = 1_000_000_000L;

  private DescriptorReader() {}

  static List<SpliceDescriptor> read(Bits in) {
    List<SpliceDescriptor> all = new ArrayList<>();
    while (in.leftBytes() >= HEADER) {
      int tag = in.small(8);
      all.add(descriptor(tag, in.part(in.small(8))));
    }
    return all;
  }

  private static SpliceDescriptor descriptor(int tag, Bits in) {
    int bytes = in.leftBytes();
    long identifier = bytes >= IDENTIFIER ? in.number(32) : 0;
    SpliceDescriptor known =
        identifier != CUEI
            ? null
            : switch (tag) {
              case 0x00 -> new SpliceDescriptor.Avail(in.number(32));
              case 0x01 -> tones(in);
              case 0x02 -> segmentation(in);
              case 0x03 -> time(in);
              case 0x04 -> new SpliceDescriptor.Audio(in.small(4));
              default -> null;
            };
    return known == null || in.ended()
        ? new SpliceDescriptor.Other(tag, Upid.identifier(identifier), bytes)
        : known;
  }

  private static SpliceDescriptor tones(Bits in) {
    int preroll = in.small(8);
    int count = in.small(3);
    in.skip(5);
    return new SpliceDescriptor.Tones(
        preroll, new String(in.bytes(count), US_ASCII).replaceAll("[^0-9A-D*#]", "?"));
  }

  private static SpliceDescriptor time(Bits in) {
    long seconds = Math.min(in.number(48), LATEST);
    long ns = Math.min(in.number(32), SECOND_NS - 1);
    return new SpliceDescriptor.Time(Instant.ofEpochSecond(seconds, ns), in.small(16));
  }

  private static SpliceDescriptor segmentation(Bits in) {
    long event = in.number(32);
    boolean cancelled = in.flag();
    in.skip(7);
    if (cancelled) {
      Upid none = Upid.of(0, new byte[0]);
      return new Segmentation(
          event, true, OptionalLong.empty(), Optional.empty(), none, 0, 0, 0, 0, 0);
    }
    final boolean whole = in.flag();
    final boolean timed = in.flag();
    Optional<Restrictions> restrictions = Optional.empty();
    if (in.flag()) {
      in.skip(5);
    } else {
      restrictions = Optional.of(new Restrictions(in.flag(), in.flag(), in.flag(), in.small(2)));
    }
    if (!whole) {
      int components = in.small(8);
      for (int i = 0; i < components && !in.ended(); i++) {
        in.skip(8 + 7 + 33);
      }
    }
    OptionalLong duration = timed ? OptionalLong.of(in.number(40)) : OptionalLong.empty();
    int upidType = in.small(8);
    Upid upid = Upid.of(upidType, in.bytes(in.small(8)));
    int type = in.small(8);
    int number = in.small(8);
    int expected = in.small(8);
    boolean parts = SegmentationTypes.hasParts(type) && in.leftBytes() >= 2; // many leave them out
    return new Segmentation(
        event,
        false,
        duration,
        restrictions,
        upid,
        type,
        number,
        expected,
        parts ? in.small(8) : 0,
        parts ? in.small(8) : 0);
  }
}
