// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.read;

import io.tally.protocol.IncomingStream;
import io.tally.protocol.ts.TsPacket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which programme is a transport stream (ISO/IEC 13818-1)?
///
/// Takes the first programme, of it the first track of each sort that can be taken. Whatever comes,
/// the memory is bounded, and what cannot be read is passed over and counted. Life: [#read] any
/// number of times, [#end]. Threads: one at a time, on which the stream is told.
public final class TsReader {
  private static final int NO_PID = -1;
  private static final int MOST_COUNTED_PIDS = 64;

  private final IncomingProgramme programme;
  private final SectionAssembler associations = new SectionAssembler(this::association);
  private final SectionAssembler maps = new SectionAssembler(this::map);
  private final Map<Integer, Integer> continuity = new HashMap<>();
  private final ByteBuffer rest = ByteBuffer.allocate(TsPacket.BYTES);
  private int mapPid = NO_PID;
  private @Nullable UnsupportedProgrammeException unsupported;
  private long lostPackets;
  private long skippedBytes;

  /// @param stream told on the thread that reads
  public TsReader(IncomingStream stream) {
    programme = new IncomingProgramme(stream);
  }

  /// Takes the next bytes, cut anywhere.
  ///
  /// @param bytes borrowed until return
  /// @throws UnsupportedProgrammeException when nothing of the programme can be taken
  public void read(ByteBuffer bytes) throws UnsupportedProgrammeException {
    var in = bytes.duplicate();
    if (rest.position() > 0) {
      var missing = Math.min(rest.remaining(), in.remaining());
      rest.put(in.slice(in.position(), missing));
      in.position(in.position() + missing);
      if (rest.hasRemaining()) {
        return;
      }
      rest.flip();
      packet(rest);
      rest.clear();
    }
    while (in.hasRemaining()) {
      if (!isPacket(in)) {
        in.get();
        skippedBytes++;
      } else if (in.remaining() < TsPacket.BYTES) {
        rest.put(in);
      } else {
        packet(in.slice(in.position(), TsPacket.BYTES));
        in.position(in.position() + TsPacket.BYTES);
      }
    }
    if (unsupported != null) {
      throw unsupported;
    }
  }

  /// Nothing follows. Idempotent.
  public void end() {
    programme.end();
  }

  /// How many times a packet was missing.
  public long lostPackets() {
    return lostPackets;
  }

  /// Bytes that were no packets.
  public long skippedBytes() {
    return skippedBytes;
  }

  /// Access units that could not be read.
  public long corruptUnits() {
    return programme.corruptUnits();
  }

  /// Another packet follows, or as much of it as there is; one byte of 0x47 alone proves little.
  private static boolean isPacket(ByteBuffer in) {
    return in.get(in.position()) == TsPacket.SYNC
        && (in.remaining() <= TsPacket.BYTES
            || in.get(in.position() + TsPacket.BYTES) == TsPacket.SYNC);
  }

  private void packet(ByteBuffer packet) {
    var head = packet.getInt(0);
    var pid = head >> 8 & 0x1FFF;
    var broken = (head & 0x800000) != 0; // transport_error_indicator
    if (broken || pid == TsPacket.NULL_PID || (head & 0xC0) != 0) { // scrambled
      return;
    }
    var random = false;
    packet.position(TsPacket.HEADER_BYTES);
    if ((head & 0x20) != 0) {
      var length = packet.get() & 0xFF;
      if (length > packet.remaining()) {
        return;
      }
      random = length > 0 && (packet.get(packet.position()) & 0x40) != 0;
      packet.position(packet.position() + length);
    }
    if ((head & 0x10) == 0) {
      return; // no payload
    }
    payload(pid, packet, (head & 0x400000) != 0, random, head & 0xF);
  }

  private void payload(int pid, ByteBuffer payload, boolean start, boolean random, int number) {
    var assembler = programme.assembler(pid);
    if (assembler == null && pid != TsPacket.PAT_PID && pid != mapPid) {
      return;
    }
    if (continuity.size() >= MOST_COUNTED_PIDS) {
      continuity.clear(); // a programme that changes all the time
    }
    var before = continuity.put(pid, number);
    if (before != null && before == number) {
      return; // sent twice, which is allowed (section 2.4.3.3)
    }
    var lost = before != null && (before + 1 & 0xF) != number;
    if (lost) {
      lostPackets++;
    }
    if (assembler != null) {
      if (lost) {
        assembler.broken();
      }
      assembler.packet(payload, start, random);
      return;
    }
    var sections = pid == TsPacket.PAT_PID ? associations : maps;
    if (lost) {
      sections.broken();
    }
    sections.packet(payload, start);
  }

  private void association(ByteBuffer section) {
    ProgrammeMap.mapPid(section)
        .ifPresent(pid -> {
          if (pid != mapPid) {
            mapPid = pid;
            maps.broken();
          }
        });
  }

  private void map(ByteBuffer section) {
    var map = ProgrammeMap.read(section);
    try {
      if (map.isPresent()) {
        programme.map(map.get());
      }
    } catch (UnsupportedProgrammeException e) {
      unsupported = e;
    }
  }
}
