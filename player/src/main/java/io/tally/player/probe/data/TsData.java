// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.data;

import io.tally.player.probe.container.PesHeader;
import io.tally.player.probe.container.Ticks;
import io.tally.player.probe.container.TsPackets;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Which ID3 tags and splice sections do the packets of a transport stream carry (stream types 0x15
/// and 0x86)?
///
/// A tag comes in a PES packet with its time. A section has none: it is taken to be for the picture
/// or sound whose packet came last before it, or first behind it. One object reads one segment.
final class TsData implements TsPackets.Taker {
  private static final int METADATA_IN_PES = 0x15;
  private static final int SCTE35 = 0x86;
  private static final int SECTION_HEADER = 3;

  /// Bytes that are being gathered.
  private static final class Piece {
    private final TimedData.Kind kind;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private OptionalLong at = OptionalLong.empty();
    private boolean open;

    Piece(TimedData.Kind kind) {
      this.kind = kind;
    }

    void take(byte[] from, int at, int to) {
      if (open && at < to) {
        bytes.write(from, at, Math.min(to - at, TimedDataProbe.LONGEST - bytes.size()));
      }
    }
  }

  private final Map<Integer, Piece> pieces = new HashMap<>();
  private final List<TimedData> found = new ArrayList<>();
  private final List<byte[]> untimed = new ArrayList<>(); // sections before the first time
  private OptionalLong last = OptionalLong.empty(); // ticks of picture or sound

  List<TimedData> read(byte[] init, byte[] media) {
    TsPackets packets = new TsPackets(this);
    if (TsPackets.are(init)) {
      packets.read(init); // its tables
    }
    packets.read(media);
    pieces.values().forEach(this::end);
    return found;
  }

  @Override
  public void stream(int pid, int type) {
    if (type == METADATA_IN_PES) {
      pieces.put(pid, new Piece(TimedData.Kind.ID3));
    } else if (type == SCTE35) {
      pieces.put(pid, new Piece(TimedData.Kind.SCTE35));
    }
  }

  @Override
  public void payload(int pid, byte[] bytes, int from, int to, boolean begins) {
    Piece piece = pieces.get(pid);
    if (piece == null) {
      if (begins) {
        time(PesHeader.read(bytes, from, to).presentation());
      }
    } else if (piece.kind == TimedData.Kind.ID3) {
      metadata(piece, bytes, from, to, begins);
    } else {
      section(piece, bytes, from, to, begins);
    }
  }

  private void time(OptionalLong presentation) {
    if (presentation.isPresent()) {
      last = presentation;
      untimed.forEach(section -> add(TimedData.Kind.SCTE35, last.getAsLong(), section));
      untimed.clear();
    }
  }

  private void metadata(Piece piece, byte[] bytes, int from, int to, boolean begins) {
    int at = from;
    if (begins) {
      end(piece);
      PesHeader header = PesHeader.read(bytes, from, to);
      piece.at = header.presentation();
      piece.open = true;
      at = header.end();
    }
    piece.take(bytes, at, to);
  }

  private void section(Piece piece, byte[] bytes, int from, int to, boolean begins) {
    int at = from;
    if (begins) {
      int next = Math.min(to, from + 1 + (bytes[from] & 0xFF)); // what is before ends a section
      piece.take(bytes, from + 1, next);
      end(piece);
      piece.at = last;
      piece.open = true;
      at = next;
    }
    piece.take(bytes, at, to);
  }

  private void end(Piece piece) {
    byte[] whole = piece.bytes.toByteArray();
    piece.bytes.reset();
    piece.open = false;
    if (whole.length == 0) {
      return;
    }
    if (piece.kind == TimedData.Kind.ID3) {
      OptionalLong at = piece.at.isPresent() ? piece.at : last;
      at.ifPresent(ticks -> add(TimedData.Kind.ID3, ticks, whole));
    } else {
      sections(whole, piece.at.isPresent() ? piece.at : last);
    }
  }

  /// Several sections may lie behind each other, and stuffing behind the last.
  private void sections(byte[] bytes, OptionalLong time) {
    int at = 0;
    while (at + SECTION_HEADER <= bytes.length && (bytes[at] & 0xFF) != 0xFF) {
      int length = SECTION_HEADER + ((bytes[at + 1] & 0xF) << 8 | (bytes[at + 2] & 0xFF));
      byte[] section = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + length));
      if (time.isPresent()) {
        add(TimedData.Kind.SCTE35, time.getAsLong(), section);
      } else if (untimed.size() < TimedDataProbe.MOST_PIECES) {
        untimed.add(section);
      }
      at += length;
    }
  }

  private void add(TimedData.Kind kind, long ticks, byte[] payload) {
    if (found.size() < TimedDataProbe.MOST_PIECES) {
      found.add(new TimedData(kind, Ticks.mpegNs(ticks), 0, "", "", payload));
    }
  }
}
