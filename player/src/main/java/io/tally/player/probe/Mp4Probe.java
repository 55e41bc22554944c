// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe;

import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Kind;
import io.tally.player.probe.SegmentFacts.Span;
import io.tally.player.probe.SegmentFacts.Video;
import io.tally.player.probe.container.Mp4Boxes;
import io.tally.player.probe.container.Mp4Boxes.Box;
import io.tally.player.probe.container.Ticks;
import io.tally.player.probe.picture.H264Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What does a segment of fragmented MP4 hold (ISO/IEC 14496-12 8.8)?
///
/// One object gathers the samples of one track.
final class Mp4Probe {
  private static final int MOST_SAMPLES = 1_000_000;
  private static final long NOT_A_SYNC_SAMPLE = 0x1_0000;

  private final Mp4Track track;
  private final List<Long> keyframesNs = new ArrayList<>();
  private long first = Long.MAX_VALUE; // ticks
  private long last = Long.MIN_VALUE;
  private long lastLasts;
  private long firstOffset;
  private boolean reordered;
  private long firstDecode;
  private long next;
  private int samples;
  private boolean firstIsKey;

  private Mp4Probe(Mp4Track track) {
    this.track = track;
  }

  static SegmentFacts read(byte[] init, byte[] media) {
    Map<Long, Mp4Track> tracks = Mp4Track.read(init.length > 0 ? init : media);
    Map<Long, Mp4Probe> probes = new LinkedHashMap<>();
    boolean fragments = false;
    for (Box moof : Mp4Boxes.in(media, 0, media.length)) {
      if (!moof.type().equals("moof")) {
        continue;
      }
      fragments = true;
      for (Box traf : moof.inside(0)) {
        Optional<Box> header = traf.child("tfhd");
        Mp4Track track = header.map(box -> tracks.get(box.u32(4))).orElse(null);
        if (track != null) {
          probes.computeIfAbsent(track.id(), _ -> new Mp4Probe(track)).fragment(traf, header.get());
        }
      }
    }
    if (!fragments) {
      return SegmentFacts.unknown(media.length);
    }
    List<Mp4Probe> full = probes.values().stream().filter(probe -> probe.samples > 0).toList();
    return new SegmentFacts(
        Kind.FMP4,
        full.stream().filter(probe -> probe.track.video()).findFirst().map(Mp4Probe::video),
        full.stream().filter(probe -> !probe.track.video()).map(Mp4Probe::audio).toList(),
        false,
        0,
        false,
        media.length);
  }

  private void fragment(Box traf, Box header) {
    int flags = header.flags();
    int at = 8;
    at += (flags & 0x1) != 0 ? 8 : 0;
    at += (flags & 0x2) != 0 ? 4 : 0;
    long duration = track.defaultDuration();
    if ((flags & 0x8) != 0) {
      duration = header.u32(at);
      at += 4;
    }
    at += (flags & 0x10) != 0 ? 4 : 0;
    long sampleFlags = (flags & 0x20) != 0 ? header.u32(at) : track.defaultFlags();
    Optional<Box> time = traf.child("tfdt");
    if (time.isPresent()) {
      next = time.get().version() == 1 ? time.get().u64(4) : time.get().u32(4);
    }
    for (Box run : traf.inside(0)) {
      if (run.type().equals("trun")) {
        run(run, duration, sampleFlags);
      }
    }
  }

  private void run(Box run, long duration, long sampleFlags) {
    int flags = run.flags();
    long count = run.u32(4);
    int at = 8;
    at += (flags & 0x1) != 0 ? 4 : 0;
    long firstFlags = sampleFlags;
    if ((flags & 0x4) != 0) {
      firstFlags = run.u32(at);
      at += 4;
    }
    int width = 4 * Integer.bitCount(flags & 0xF00);
    for (long i = 0; i < count && run.has(at + width) && samples < MOST_SAMPLES; i++) {
      int field = at;
      long lasts = duration;
      if ((flags & 0x100) != 0) {
        lasts = run.u32(field);
        field += 4;
      }
      field += (flags & 0x200) != 0 ? 4 : 0;
      long own = i == 0 ? firstFlags : sampleFlags;
      if ((flags & 0x400) != 0) {
        own = run.u32(field);
        field += 4;
      }
      long offset = (flags & 0x800) != 0 ? (int) run.u32(field) : 0;
      sample(next + offset, lasts, (own & NOT_A_SYNC_SAMPLE) == 0);
      next += lasts;
      at += width;
    }
  }

  private void sample(long presentation, long lasts, boolean key) {
    if (samples == 0) {
      firstDecode = next;
      firstOffset = presentation - next;
      firstIsKey = key;
    }
    samples++;
    reordered |= presentation - next != firstOffset;
    first = Math.min(first, presentation);
    if (presentation >= last) {
      last = presentation;
      lastLasts = lasts;
    }
    if (key && track.video()) {
      keyframesNs.add(Ticks.ns(presentation, track.timescale()));
    }
  }

  /// A duration is the time until the next sample is decoded. Where samples are reordered that says
  /// nothing of how long one is shown: the last one lasts as long as the others do on average.
  private Span span() {
    long shown = reordered ? (last - first) / (samples - 1) : lastLasts;
    return new Span(
        Ticks.ns(first, track.timescale()),
        Ticks.ns(last + shown, track.timescale()),
        Ticks.ns(firstDecode, track.timescale()),
        OptionalLong.of(Ticks.ns(next, track.timescale())),
        samples,
        0);
  }

  private Video video() {
    return new Video(
        track.codec(),
        track.width(),
        track.height(),
        track.parameters().map(H264Parameters::transfer).orElse(0),
        track.parameters().map(H264Parameters::interlaced).orElse(false),
        span(),
        firstIsKey,
        keyframesNs);
  }

  private Audio audio() {
    return new Audio(track.codec(), track.sampleRate(), track.channels(), span());
  }
}
