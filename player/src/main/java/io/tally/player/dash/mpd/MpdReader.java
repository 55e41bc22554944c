// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.mpd;

import io.tally.player.dash.mpd.Mpd.Period;
import io.tally.player.dash.xml.Element;
import io.tally.player.dash.xml.Values;
import io.tally.player.playlist.text.Addresses;
import io.tally.player.playlist.text.Flaws;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What do the upper levels of an MPD say (ISO/IEC 23009-1 5.3.1 and 5.3.2)?
public final class MpdReader {
  private static final int MOST_PERIODS = 1_000;
  private static final int MOST_CLOCKS = 8;
  private static final long LATEST_NS = Long.MAX_VALUE / 3; // what a duration may be at most

  private final URI uri;
  private final Element root;
  private final Flaws flaws;
  private final Values values;
  private final boolean dynamic;

  /// @param uri where it came from, after redirects
  public MpdReader(URI uri, Element root, Flaws flaws) {
    this.uri = uri;
    this.root = root;
    this.flaws = flaws;
    values = new Values(flaws);
    dynamic = root.attribute("type").filter("dynamic"::equals).isPresent();
  }

  public Mpd read() {
    if (dynamic && root.attribute("availabilityStartTime").isEmpty()) {
      flaws.error(root.line(), Values.RULE, "A dynamic MPD needs availabilityStartTime");
    }
    OptionalLong durationNs = values.durationNs(root, "mediaPresentationDuration");
    Addresses addresses = new Addresses(uri, flaws);
    Optional<URI> location =
        root.first("Location")
            .filter(told -> !told.text().isEmpty())
            .flatMap(told -> addresses.resolve(told.line(), told.text()));
    return new Mpd(
        dynamic,
        dynamic ? values.date(root, "availabilityStartTime") : Optional.empty(),
        durationNs,
        values.durationNs(root, "maxSegmentDuration"),
        values.durationNs(root, "timeShiftBufferDepth"),
        values.durationNs(root, "suggestedPresentationDelay"),
        location,
        clocks(),
        periods(durationNs));
  }

  private List<ClockSource> clocks() {
    List<ClockSource> clocks = new ArrayList<>();
    for (Element told : root.all("UTCTiming")) {
      if (clocks.size() < MOST_CLOCKS) {
        clocks.add(
            new ClockSource(
                told.attribute("schemeIdUri").orElse(""), told.attribute("value").orElse("")));
      }
    }
    return clocks;
  }

  private List<Period> periods(OptionalLong durationNs) {
    List<Element> all = root.all("Period");
    if (all.isEmpty()) {
      flaws.error(root.line(), Values.RULE, "The MPD has no Period");
    } else if (all.size() > MOST_PERIODS) {
      flaws.error(
          root.line(),
          Values.RULE,
          "The MPD has %d Periods, the last %d are read".formatted(all.size(), MOST_PERIODS));
      all = all.subList(all.size() - MOST_PERIODS, all.size());
    }
    List<OptionalLong> starts = starts(all);
    List<URI> bases = BaseUrls.of(root, List.of(uri), flaws);
    List<Period> periods = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Element told = all.get(i);
      if (starts.get(i).isEmpty()) {
        flaws.warning(told.line(), Values.RULE, "When the Period starts is not told yet");
        continue;
      }
      if (told.attribute("href").isPresent()) {
        flaws.warning(told.line(), Values.RULE, "A Period in a document of its own is left out");
        continue;
      }
      long startNs = starts.get(i).getAsLong();
      periods.add(
          new Period(
              startNs,
              end(told, startNs, i + 1 < all.size() ? starts.get(i + 1) : durationNs),
              new TrackReader(told, BaseUrls.of(told, bases, flaws), flaws).read(),
              told.line()));
    }
    return periods;
  }

  /// When each begins: as it says, or where the one before ends, or at once (5.3.2.1).
  private List<OptionalLong> starts(List<Element> all) {
    List<OptionalLong> starts = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      OptionalLong told = values.durationNs(all.get(i), "start");
      OptionalLong before =
          i == 0
              ? (dynamic ? OptionalLong.empty() : OptionalLong.of(0))
              : after(starts.get(i - 1), all.get(i - 1));
      starts.add(told.isPresent() ? told : before);
    }
    return starts;
  }

  private OptionalLong after(OptionalLong startNs, Element period) {
    OptionalLong lastsNs = values.durationNs(period, "duration");
    return startNs.isPresent() && lastsNs.isPresent()
        ? OptionalLong.of(Math.min(LATEST_NS, startNs.getAsLong() + lastsNs.getAsLong()))
        : OptionalLong.empty();
  }

  /// @param next where the next one begins, or the presentation ends
  private OptionalLong end(Element period, long startNs, OptionalLong next) {
    OptionalLong lasts = after(OptionalLong.of(startNs), period);
    OptionalLong endNs = lasts.isPresent() ? lasts : next;
    if (endNs.isPresent() && endNs.getAsLong() < startNs) {
      flaws.error(period.line(), Values.RULE, "The Period ends before it begins");
      return OptionalLong.of(startNs);
    }
    return endNs;
  }
}
