// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz;

import io.netty.handler.codec.DecoderException;
import io.tally.protocol.rtmp.amf.AmfReader;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfWriter;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;

/// Can values of AMF0 or AMF3 be read that cannot be written back as the same?
public final class AmfTarget {
  private static final int MAX_VALUES = 4096;
  // A reader that allows for what the writer adds: AMF3 shares what AMF0 repeats.
  private static final AmfReader READER = new AmfReader(16, MAX_VALUES);
  private static final long MOST_TEXT = 1 << 20;

  private AmfTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    List<AmfValue> read;
    try {
      read = READER.readAll(ByteBuffer.wrap(data));
    } catch (DecoderException e) {
      Pieces.expectRefusal(e);
      return;
    }
    if (text(read) > MOST_TEXT) {
      return;
    }
    var again = READER.readAll(AmfWriter.write(read));
    if (!again.equals(read)) {
      throw new IllegalStateException("Read " + read + ", written and read again " + again);
    }
  }

  private static long text(Collection<? extends AmfValue> values) {
    return values.stream().mapToLong(AmfTarget::text).sum();
  }

  private static long text(AmfValue value) {
    return switch (value) {
      case AmfValue.AmfString(var text) -> text.length();
      case AmfValue.AmfObject(var entries) -> names(entries.keySet()) + text(entries.values());
      case AmfValue.AmfEcmaArray(var entries) -> names(entries.keySet()) + text(entries.values());
      case AmfValue.AmfStrictArray(var values) -> text(values);
      default -> 0;
    };
  }

  private static long names(Collection<String> names) {
    return names.stream().mapToLong(String::length).sum();
  }
}
