// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe;

import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Kind;
import io.tally.player.probe.SegmentFacts.Video;
import io.tally.player.probe.container.TsPackets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What does a segment of MPEG transport stream hold (ISO/IEC 13818-1)?
///
/// One object reads one segment.
final class TsProbe implements TsPackets.Taker {
  private static final int FIRST_OF_STREAMS = 0x20; // below are tables of names and times
  private static final int H264 = 0x1B;
  private static final int HEVC = 0x24;
  private static final int AAC = 0x0F;
  private static final int MP3_1 = 0x03;
  private static final int MP3_2 = 0x04;
  private static final int AC3 = 0x81;
  private static final int EAC3 = 0x87;

  private final byte[] bytes;
  private final TsPackets packets = new TsPackets(this);
  private final Map<Integer, Integer> counters = new HashMap<>();
  private final Map<Integer, TsTrack> tracks = new HashMap<>();
  private final List<TsTrack> order = new ArrayList<>();
  private boolean mediaBeforeTables;
  private int counterErrors;

  TsProbe(byte[] bytes) {
    this.bytes = bytes;
  }

  SegmentFacts read() {
    packets.read(bytes);
    order.forEach(TsTrack::end);
    Optional<Video> video =
        order.stream().filter(TsTrack::isVideo).findFirst().flatMap(TsTrack::video);
    List<Audio> audio =
        order.stream()
            .filter(track -> !track.isVideo())
            .flatMap(track -> track.audio().stream())
            .toList();
    boolean tablesFirst = packets.hasTables() && !mediaBeforeTables;
    return new SegmentFacts(Kind.TS, video, audio, tablesFirst, counterErrors, false, bytes.length);
  }

  @Override
  public void noise() {
    counterErrors++;
  }

  @Override
  public void packet(int pid, int counter, boolean jump) {
    Integer before = counters.put(pid, counter);
    // A packet may come twice.
    if (before != null && !jump && counter != (before + 1 & 0xF) && counter != before) {
      counterErrors++;
    }
  }

  @Override
  public void payload(int pid, byte[] from, int at, int to, boolean begins) {
    if (!packets.hasTables()) {
      mediaBeforeTables |= begins && pid >= FIRST_OF_STREAMS;
      return;
    }
    TsTrack track = tracks.get(pid);
    if (track != null) {
      track.take(from, at, to, begins);
    }
  }

  @Override
  public void stream(int pid, int type) {
    TsTrack.Format format =
        switch (type) {
          case H264 -> TsTrack.Format.H264;
          case HEVC -> TsTrack.Format.HEVC;
          case AAC -> TsTrack.Format.AAC;
          case MP3_1, MP3_2 -> TsTrack.Format.MP3;
          case AC3 -> TsTrack.Format.AC3;
          case EAC3 -> TsTrack.Format.EAC3;
          default -> null;
        };
    if (format != null) {
      TsTrack track = new TsTrack(format);
      tracks.put(pid, track);
      order.add(track);
    }
  }
}
