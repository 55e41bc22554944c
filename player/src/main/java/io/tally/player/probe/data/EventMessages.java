// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Video;
import io.tally.player.probe.SegmentProbe;
import io.tally.player.probe.container.Mp4Boxes;
import io.tally.player.probe.container.Mp4Boxes.Box;
import io.tally.player.probe.container.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Which event messages stand in a segment of fragmented MP4 (`emsg`, ISO/IEC 23009-1 5.10.3.3)?
final class EventMessages {
  private static final Set<String> ID3 =
      Set.of("https://aomedia.org/emsg/ID3", "https://developer.apple.com/streaming/emsg-id3");
  private static final Set<String> SCTE35 =
      Set.of("urn:scte:scte35:2013:bin", "urn:scte:scte35:2014:bin");
  private static final long UNKNOWN_DURATION = 0xFFFF_FFFFL;
  private static final int LONGEST_NAME = 1_000;

  private EventMessages() {}

  static List<TimedData> read(byte[] init, byte[] media) {
    List<TimedData> found = new ArrayList<>();
    long beginsNs = -1;
    for (Box box : Mp4Boxes.in(media, 0, media.length)) {
      if (box.type().equals("emsg") && found.size() < TimedDataProbe.MOST_PIECES) {
        if (box.version() == 0 && beginsNs < 0) {
          beginsNs = begins(init, media);
        }
        found.addAll(message(box, beginsNs));
      }
    }
    return found;
  }

  /// Messages of version 0 count from the first sample of their segment.
  private static long begins(byte[] init, byte[] media) {
    SegmentFacts facts = SegmentProbe.probe(init, media);
    return facts
        .video()
        .map(Video::span)
        .or(() -> facts.audio().stream().findFirst().map(SegmentFacts.Audio::span))
        .map(SegmentFacts.Span::firstNs)
        .orElse(0L);
  }

  /// None when it makes no sense.
  private static List<TimedData> message(Box box, long beginsNs) {
    if (box.version() > 1) {
      return List.of();
    }
    boolean relative = box.version() == 0;
    int fields = relative ? 16 : 20;
    int names = relative ? 4 : 4 + fields;
    int schemeEnd = end(box, box.from() + names);
    int valueEnd = end(box, schemeEnd + 1);
    int at = relative ? valueEnd + 1 - box.from() : 4;
    int payload = relative ? at + fields : valueEnd + 1 - box.from();
    if (schemeEnd >= box.to() || valueEnd >= box.to() || !box.has(payload)) {
      return List.of();
    }
    long timescale = box.u32(at);
    if (timescale == 0) {
      return List.of();
    }
    long time = relative ? box.u32(at + 4) : box.u64(at + 4);
    long lasts = box.u32(at + (relative ? 8 : 12));
    String scheme = text(box, box.from() + names, schemeEnd);
    int from = box.from() + payload;
    return List.of(
        new TimedData(
            kind(scheme),
            Ticks.ns(time, timescale) + (relative ? beginsNs : 0),
            lasts == UNKNOWN_DURATION ? 0 : Ticks.ns(lasts, timescale),
            scheme,
            text(box, schemeEnd + 1, valueEnd),
            Arrays.copyOfRange(
                box.bytes(), from, Math.min(box.to(), from + TimedDataProbe.LONGEST))));
  }

  private static TimedData.Kind kind(String scheme) {
    if (ID3.contains(scheme)) {
      return TimedData.Kind.ID3;
    }
    return SCTE35.contains(scheme) ? TimedData.Kind.SCTE35 : TimedData.Kind.MESSAGE;
  }

  /// Where the zero behind a name is; the end of the box without one.
  private static int end(Box box, int from) {
    int at = from;
    while (at < box.to() && box.bytes()[at] != 0) {
      at++;
    }
    return Math.min(at, box.to());
  }

  private static String text(Box box, int from, int to) {
    return new String(box.bytes(), from, Math.min(to - from, LONGEST_NAME), UTF_8);
  }
}
