// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.read;

import io.tally.encoder.packet.Track;
import io.tally.protocol.ts.StreamKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Which tracks has a programme (ISO/IEC 13818-1 sections 2.4.4.3 and 2.4.4.8)?
///
/// @param tracks that can be taken, in the order of the table
/// @param foreign stream types that cannot
record ProgrammeMap(List<Entry> tracks, List<Integer> foreign) {
  /// @param channels of Opus, else 0
  record Entry(int pid, StreamKind kind, int channels) {}

  private static final int PAT = 0;
  private static final int PMT = 2;
  private static final int HEADER_BYTES = 8;
  private static final int PID = 0x1FFF;
  private static final int LENGTH = 0xFFF;
  private static final int REGISTRATION = 0x05;
  private static final int EXTENSION = 0x7F;

  /// Where the table of the first programme is, which is the one that is taken.
  ///
  /// @param section without its checksum
  static OptionalInt mapPid(ByteBuffer section) {
    if (!isCurrent(section, PAT)) {
      return OptionalInt.empty();
    }
    var in = section.duplicate().position(HEADER_BYTES);
    while (in.remaining() >= 4) {
      var programme = in.getShort() & 0xFFFF;
      var pid = in.getShort() & PID;
      if (programme != 0) { // 0 is where the network's table is
        return OptionalInt.of(pid);
      }
    }
    return OptionalInt.empty();
  }

  /// What a table says; empty when it is none, or of later.
  ///
  /// @param section without its checksum
  static Optional<ProgrammeMap> read(ByteBuffer section) {
    if (!isCurrent(section, PMT) || section.remaining() < HEADER_BYTES + 4) {
      return Optional.empty();
    }
    var in = section.duplicate().position(HEADER_BYTES + 2);
    var information = in.getShort() & LENGTH;
    in.position(Math.min(in.limit(), in.position() + information));
    var tracks = new ArrayList<Entry>();
    var foreign = new ArrayList<Integer>();
    while (in.remaining() >= 5) {
      var type = in.get() & 0xFF;
      var pid = in.getShort() & PID;
      var length = Math.min(in.getShort() & LENGTH, in.remaining());
      var entry = entry(type, pid, in.slice(in.position(), length));
      entry.ifPresentOrElse(tracks::add, () -> foreign.add(type));
      in.position(in.position() + length);
    }
    return Optional.of(new ProgrammeMap(List.copyOf(tracks), List.copyOf(foreign)));
  }

  /// The first track of a kind; further ones are passed over.
  Optional<Entry> first(Track track) {
    return tracks.stream().filter(entry -> entry.kind().track() == track).findFirst();
  }

  private static boolean isCurrent(ByteBuffer section, int table) {
    return section.remaining() >= HEADER_BYTES
        && (section.get(0) & 0xFF) == table
        && (section.get(5) & 1) == 1;
  }

  private static Optional<Entry> entry(int type, int pid, ByteBuffer descriptors) {
    for (var kind : StreamKind.values()) {
      if (kind.type() == type && kind != StreamKind.OPUS) {
        return Optional.of(new Entry(pid, kind, 0));
      }
    }
    return type == StreamKind.OPUS.type() ? opus(pid, descriptors) : Optional.empty();
  }

  private static Optional<Entry> opus(int pid, ByteBuffer in) {
    var registered = false;
    var channels = 2;
    while (in.remaining() >= 2) {
      var tag = in.get() & 0xFF;
      var length = Math.min(in.get() & 0xFF, in.remaining());
      if (tag == REGISTRATION && length >= 4) {
        registered |= in.getInt(in.position()) == StreamKind.OPUS_REGISTRATION;
      } else if (tag == EXTENSION && length >= 2 && in.get(in.position()) == (byte) 0x80) {
        channels = in.get(in.position() + 1) & 0xFF;
      }
      in.position(in.position() + length);
    }
    return registered ? Optional.of(new Entry(pid, StreamKind.OPUS, channels)) : Optional.empty();
  }
}
