// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.read;

import io.tally.protocol.ts.SectionCrc;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Where does a section begin and end, and is it whole (ISO/IEC 13818-1 section 2.4.4)?
///
/// Memory: one section, 4096 bytes at most. One whose checksum is wrong is passed over: the tables
/// come again soon.
final class SectionAssembler {
  private static final int MOST_BYTES = 4096;
  private static final int LENGTH_ENDS_AT = 3;
  private static final int FEWEST_BYTES = 12;

  private final Consumer<ByteBuffer> sections;
  private final ByteBuffer section = ByteBuffer.allocate(MOST_BYTES);
  private boolean begun;

  /// @param sections gets each whole section from its table id up to its checksum, which is left
  ///   out
  SectionAssembler(Consumer<ByteBuffer> sections) {
    this.sections = sections;
  }

  /// Takes the payload of a packet.
  ///
  /// @param start whether a section begins in it
  void packet(ByteBuffer payload, boolean start) {
    var in = payload;
    if (start) {
      if (!in.hasRemaining()) {
        return;
      }
      var pointer = in.get() & 0xFF;
      if (pointer > in.remaining()) {
        begun = false;
        return;
      }
      if (begun) {
        take(in.slice(in.position(), pointer));
      }
      in.position(in.position() + pointer);
      begun = true;
      section.clear();
    }
    if (begun) {
      take(in);
    }
  }

  /// What was collected does not go on.
  void broken() {
    begun = false;
  }

  private void take(ByteBuffer in) {
    while (in.hasRemaining()) {
      if (section.position() == 0 && in.get(in.position()) == (byte) 0xFF) {
        begun = false; // stuffing up to the end of the packet
        return;
      }
      var wanted = LENGTH_ENDS_AT;
      if (section.position() >= LENGTH_ENDS_AT) {
        wanted += section.getShort(1) & 0xFFF;
      }
      if (wanted > MOST_BYTES) {
        begun = false;
        return;
      }
      var bytes = Math.min(wanted - section.position(), in.remaining());
      section.put(in.slice(in.position(), bytes));
      in.position(in.position() + bytes);
      if (section.position() >= LENGTH_ENDS_AT
          && section.position() == LENGTH_ENDS_AT + (section.getShort(1) & 0xFFF)) {
        whole();
        section.clear();
      }
    }
  }

  private void whole() {
    var done = section.duplicate().flip();
    if (done.limit() >= FEWEST_BYTES && SectionCrc.of(done) == 0) {
      done.limit(done.limit() - Integer.BYTES);
      sections.accept(done.asReadOnlyBuffer());
    }
  }
}
