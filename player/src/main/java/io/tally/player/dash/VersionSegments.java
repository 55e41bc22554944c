// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import io.tally.player.dash.mpd.Addressing;
import io.tally.player.dash.mpd.Mpd.Period;
import io.tally.player.dash.mpd.Mpd.Version;
import io.tally.player.dash.segment.NameTemplate;
import io.tally.player.dash.segment.SegmentClock;
import io.tally.player.dash.segment.SegmentIndex;
import io.tally.player.dash.segment.Slot;
import io.tally.player.dash.segment.Slots;
import io.tally.player.dash.segment.Slots.Stretch;
import io.tally.player.dash.xml.Element;
import io.tally.player.dash.xml.Values;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.playlist.Segment.InitSection;
import io.tally.player.playlist.text.Addresses;
import io.tally.player.playlist.text.Flaws;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Which segments does one version of a track have in one Period, and where are they (ISO/IEC
/// 23009-1 5.3.9)?
final class VersionSegments {
  private static final int MOST_CHARACTERS = 4 << 20;

  private final Period period;
  private final Version version;
  private final Addressing addressing;
  private final int copy;
  private final URI base;
  private final Addresses addresses;
  private final Optional<Instant> begin;
  private final Flaws flaws;
  private final Values values;
  private final SegmentClock clock;
  private final List<Draft> drafts = new ArrayList<>();

  /// @param copy which of several base addresses
  /// @param begin the wall clock at which the Period begins, when it is told
  VersionSegments(Period period, Version version, int copy, Optional<Instant> begin, Flaws flaws) {
    this.period = period;
    this.version = version;
    this.begin = begin;
    this.flaws = flaws;
    addressing = version.addressing();
    this.copy = copy;
    base = version.base(copy);
    addresses = new Addresses(base, flaws);
    values = new Values(flaws);
    clock = SegmentClock.of(addressing, values);
  }

  /// Where the index of a version in one file is; empty, with a flaw, when that is not told.
  static Optional<IndexPlace> index(Version version, int copy, Flaws flaws) {
    Values values = new Values(flaws);
    return version
        .addressing()
        .holding("indexRange")
        .flatMap(level -> values.range(level, "indexRange"))
        .map(range -> new IndexPlace(version.base(copy), range));
  }

  /// Those that are there now, in order.
  List<Draft> read(Stretch stretch, Map<IndexPlace, byte[]> indexes) {
    switch (addressing.way()) {
      case Addressing.TEMPLATE -> named(stretch);
      case Addressing.LIST -> listed(stretch);
      case Addressing.BASE -> indexed(stretch, indexes);
      default -> whole(stretch);
    }
    return drafts;
  }

  private void named(Stretch stretch) {
    Optional<NameTemplate> media = template("media");
    if (media.isEmpty()) {
      return;
    }
    Optional<InitSection> init =
        template("initialization")
            .flatMap(name -> addresses.resolve(version.line(), name.name(0, 0)))
            .map(uri -> new InitSection(uri, Optional.empty()))
            .or(this::initialization);
    List<Slot> slots = Slots.of(addressing, clock, stretch, OptionalLong.empty(), flaws);
    for (Slot slot : affordable(slots, base.toString().length() + media.get().length())) {
      addresses
          .resolve(slot.line(), media.get().name(slot.number(), slot.time()))
          .ifPresent(uri -> add(slot, uri, Optional.empty(), init, stretch));
    }
  }

  /// A few characters of a template may stand for very many of addresses.
  private List<Slot> affordable(List<Slot> slots, int length) {
    int most = MOST_CHARACTERS / length;
    if (slots.size() <= most) {
      return slots;
    }
    flaws.error(
        version.line(),
        Values.RULE,
        "%d segments with addresses as long as these are too many; %d are read"
            .formatted(slots.size(), most));
    return begin.isPresent()
        ? slots.subList(slots.size() - most, slots.size())
        : slots.subList(0, most);
  }

  private Optional<NameTemplate> template(String attribute) {
    Optional<Element> level = addressing.holding(attribute);
    if (level.isEmpty()) {
      if (attribute.equals("media")) {
        flaws.error(version.line(), Values.RULE, "The SegmentTemplate has no media");
      }
      return Optional.empty();
    }
    String text = level.get().attribute(attribute).orElse("");
    Optional<NameTemplate> read = NameTemplate.of(text, version.id(), version.bandwidthBps());
    if (read.isEmpty()) {
      flaws.error(
          level.get().line(),
          Values.RULE,
          "%s is \"%s\", in which not everything between two $ is known, or which is too long"
              .formatted(attribute, Flaws.cut(text)));
    }
    return read;
  }

  private Optional<InitSection> initialization() {
    return addressing
        .child("Initialization")
        .flatMap(told -> {
          Optional<ByteRange> range = values.range(told, "range");
          Optional<String> source = told.attribute("sourceURL");
          Optional<URI> uri =
              source.isPresent() ? addresses.resolve(told.line(), source.get()) : Optional.of(base);
          return uri.map(from -> new InitSection(from, range));
        });
  }

  private void listed(Stretch stretch) {
    List<Element> urls = addressing.children("SegmentURL");
    Optional<InitSection> init = initialization();
    List<Slot> slots = Slots.of(addressing, clock, stretch, OptionalLong.of(urls.size()), flaws);
    for (int i = 0; i < Math.min(urls.size(), slots.size()); i++) {
      Element told = urls.get(i);
      Optional<String> media = told.attribute("media");
      Optional<URI> uri =
          media.isPresent() ? addresses.resolve(told.line(), media.get()) : Optional.of(base);
      Slot slot = slots.get(i);
      Slot here = new Slot(slot.number(), slot.time(), slot.duration(), told.line());
      uri.ifPresent(from -> add(here, from, values.range(told, "mediaRange"), init, stretch));
    }
  }

  private void indexed(Stretch stretch, Map<IndexPlace, byte[]> indexes) {
    Optional<IndexPlace> place = index(version, copy, flaws);
    if (place.isEmpty()) {
      whole(stretch);
      return;
    }
    byte[] bytes = indexes.getOrDefault(place.get(), new byte[0]);
    Optional<SegmentIndex> index = SegmentIndex.read(bytes, place.get().range().offset());
    if (index.isEmpty()) {
      flaws.error(
          version.line(),
          Values.RULE,
          "The %d bytes of indexRange hold no index of segments (sidx)".formatted(bytes.length));
      return;
    }
    long before = place.get().range().offset();
    Optional<InitSection> init =
        initialization()
            .or(() ->
                before > 0
                    ? Optional.of(new InitSection(base, Optional.of(new ByteRange(0, before))))
                    : Optional.empty());
    // The index has a clock of its own; where the Period begins is told by that of the MPD.
    SegmentClock own = new SegmentClock(index.get().perSecond(), 0);
    long offsetNs = clock.lengthNs(clock.offset());
    long number = 0;
    for (SegmentIndex.Entry entry : index.get().entries()) {
      add(
          number++,
          own.ns(entry.time()) - offsetNs,
          own.lengthNs(entry.duration()),
          base,
          Optional.of(entry.range()),
          init,
          stretch,
          version.line());
    }
  }

  /// One file without an index: a segment as long as the Period.
  private void whole(Stretch stretch) {
    if (stretch.lengthNs().isEmpty() || stretch.availableNs() < stretch.lengthNs().getAsLong()) {
      flaws.error(
          version.line(),
          Values.RULE,
          "A Representation in one file needs a Period that has ended");
      return;
    }
    long lengthNs = stretch.lengthNs().getAsLong();
    add(0, 0, lengthNs, base, Optional.empty(), initialization(), stretch, version.line());
  }

  private void add(
      Slot slot, URI uri, Optional<ByteRange> range, Optional<InitSection> init, Stretch stretch) {
    long atNs = clock.ns(slot.time());
    long lastsNs = clock.ns(slot.end()) - atNs;
    add(slot.number(), atNs, lastsNs, uri, range, init, stretch, slot.line());
  }

  /// @param atNs from the beginning of the Period; what lies outside of that is left out
  private void add(
      long number,
      long atNs,
      long lastsNs,
      URI uri,
      Optional<ByteRange> range,
      Optional<InitSection> init,
      Stretch stretch,
      int line) {
    long lengthNs = stretch.lengthNs().orElse(Long.MAX_VALUE);
    if (lastsNs <= 0 || atNs + lastsNs <= 0 || atNs >= lengthNs) {
      return;
    }
    drafts.add(
        new Draft(
            number,
            uri,
            range,
            init,
            period.startNs() + atNs,
            Math.min(lastsNs, lengthNs - atNs),
            begin.map(date -> date.plusNanos(atNs)),
            drafts.isEmpty(),
            false,
            version.keys(),
            line));
  }
}
