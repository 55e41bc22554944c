// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe;

import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Kind;
import io.tally.player.probe.SegmentFacts.Video;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What does a segment of MPEG transport stream hold (ISO/IEC 13818-1)?
///
/// One object reads one segment.
final class TsProbe {
  private static final int PACKET = 188;
  private static final byte SYNC = 0x47;
  private static final int NULL_PACKETS = 0x1FFF;
  private static final int H264 = 0x1B;
  private static final int HEVC = 0x24;
  private static final int AAC = 0x0F;
  private static final int MP3_1 = 0x03;
  private static final int MP3_2 = 0x04;
  private static final int AC3 = 0x81;
  private static final int EAC3 = 0x87;

  private final byte[] bytes;
  private final Map<Integer, Integer> counters = new HashMap<>();
  private final Map<Integer, TsTrack> tracks = new HashMap<>();
  private final List<TsTrack> order = new ArrayList<>();
  private int tablesAt = -1; // the PMT's pid once the PAT is known
  private boolean tables;
  private boolean mediaBeforeTables;
  private int counterErrors;

  TsProbe(byte[] bytes) {
    this.bytes = bytes;
  }

  static boolean isTransportStream(byte[] bytes) {
    return bytes.length >= PACKET
        && bytes[0] == SYNC
        && (bytes.length < 2 * PACKET || bytes[PACKET] == SYNC);
  }

  SegmentFacts read() {
    for (int at = 0; at + PACKET <= bytes.length; at += PACKET) {
      if (bytes[at] == SYNC) {
        packet(at);
      } else {
        counterErrors++;
      }
    }
    order.forEach(TsTrack::end);
    Optional<Video> video =
        order.stream().filter(TsTrack::isVideo).findFirst().flatMap(TsTrack::video);
    List<Audio> audio =
        order.stream()
            .filter(track -> !track.isVideo())
            .flatMap(track -> track.audio().stream())
            .toList();
    return new SegmentFacts(
        Kind.TS, video, audio, tables && !mediaBeforeTables, counterErrors, false, bytes.length);
  }

  private void packet(int at) {
    final boolean begins = (bytes[at + 1] & 0x40) != 0;
    final int pid = (bytes[at + 1] & 0x1F) << 8 | bytes[at + 2] & 0xFF;
    final int control = bytes[at + 3] >> 4 & 3;
    if (pid == NULL_PACKETS) {
      return;
    }
    int payload = at + 4;
    boolean jump = false;
    if ((control & 2) != 0) {
      int length = bytes[at + 4] & 0xFF;
      jump = length > 0 && (bytes[at + 5] & 0x80) != 0;
      payload += 1 + length;
    }
    if ((control & 1) == 0) {
      return;
    }
    count(pid, bytes[at + 3] & 0xF, jump);
    int end = at + PACKET;
    if (payload >= end) {
      return;
    }
    if (pid == 0) {
      associations(payload, end, begins);
    } else if (pid == tablesAt) {
      map(payload, end, begins);
    } else if (!tables) {
      mediaBeforeTables |= begins;
    } else {
      TsTrack track = tracks.get(pid);
      if (track != null) {
        track.take(bytes, payload, end, begins);
      }
    }
  }

  private void count(int pid, int counter, boolean jump) {
    Integer before = counters.put(pid, counter);
    // A packet may come twice.
    if (before != null && !jump && counter != (before + 1 & 0xF) && counter != before) {
      counterErrors++;
    }
  }

  private void associations(int payload, int end, boolean begins) {
    int section = payload + 1 + (bytes[payload] & 0xFF);
    if (!begins || section + 12 > end) {
      return;
    }
    int stop =
        Math.min(
            end, section + 3 + ((bytes[section + 1] & 0xF) << 8 | bytes[section + 2] & 0xFF) - 4);
    for (int at = section + 8; at + 4 <= stop; at += 4) {
      int program = (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
      if (program != 0) {
        tablesAt = (bytes[at + 2] & 0x1F) << 8 | bytes[at + 3] & 0xFF;
        return;
      }
    }
  }

  private void map(int payload, int end, boolean begins) {
    int section = payload + 1 + (bytes[payload] & 0xFF);
    if (!begins || section + 12 > end) {
      return;
    }
    int length = (bytes[section + 1] & 0xF) << 8 | bytes[section + 2] & 0xFF;
    int stop = Math.min(end, section + 3 + length - 4);
    int at = section + 12 + ((bytes[section + 10] & 0xF) << 8 | bytes[section + 11] & 0xFF);
    tables = true;
    while (at + 5 <= stop) {
      int type = bytes[at] & 0xFF;
      int pid = (bytes[at + 1] & 0x1F) << 8 | bytes[at + 2] & 0xFF;
      add(pid, type);
      at += 5 + ((bytes[at + 3] & 0xF) << 8 | bytes[at + 4] & 0xFF);
    }
  }

  private void add(int pid, int type) {
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
    if (format != null && !tracks.containsKey(pid)) {
      TsTrack track = new TsTrack(format);
      tracks.put(pid, track);
      order.add(track);
    }
  }
}
