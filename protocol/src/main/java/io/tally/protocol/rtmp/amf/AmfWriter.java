// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.amf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.protocol.rtmp.amf.AmfValue.AmfBoolean;
import io.tally.protocol.rtmp.amf.AmfValue.AmfDate;
import io.tally.protocol.rtmp.amf.AmfValue.AmfEcmaArray;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNull;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNumber;
import io.tally.protocol.rtmp.amf.AmfValue.AmfObject;
import io.tally.protocol.rtmp.amf.AmfValue.AmfStrictArray;
import io.tally.protocol.rtmp.amf.AmfValue.AmfString;
import io.tally.protocol.rtmp.amf.AmfValue.AmfUndefined;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/// Which AMF0 bytes hold these values (AMF0 section 2)?
public final class AmfWriter {
  private AmfWriter() {}

  /// The values one after another.
  ///
  /// @throws IllegalArgumentException when a property's name is longer than 65535 bytes
  public static ByteBuffer write(List<? extends AmfValue> values) {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    try {
      for (var value : values) {
        write(value, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private static void write(AmfValue value, DataOutputStream out) throws IOException {
    switch (value) {
      case AmfNumber(double number) -> {
        out.writeByte(AmfMarker.NUMBER);
        out.writeDouble(number);
      }
      case AmfBoolean(boolean flag) -> {
        out.writeByte(AmfMarker.BOOLEAN);
        out.writeBoolean(flag);
      }
      case AmfString(String text) -> string(text.getBytes(UTF_8), out);
      case AmfObject(Map<String, AmfValue> entries) -> {
        out.writeByte(AmfMarker.OBJECT);
        entries(entries, out);
      }
      case AmfEcmaArray(Map<String, AmfValue> entries) -> {
        out.writeByte(AmfMarker.ECMA_ARRAY);
        out.writeInt(entries.size());
        entries(entries, out);
      }
      case AmfStrictArray(List<AmfValue> values) -> {
        out.writeByte(AmfMarker.STRICT_ARRAY);
        out.writeInt(values.size());
        for (var element : values) {
          write(element, out);
        }
      }
      case AmfDate(double epochMs) -> {
        out.writeByte(AmfMarker.DATE);
        out.writeDouble(epochMs);
        out.writeShort(0);
      }
      case AmfNull() -> out.writeByte(AmfMarker.NULL);
      case AmfUndefined() -> out.writeByte(AmfMarker.UNDEFINED);
    }
  }

  private static void string(byte[] text, DataOutputStream out) throws IOException {
    if (text.length <= 0xFFFF) {
      out.writeByte(AmfMarker.STRING);
      out.writeShort(text.length);
    } else {
      out.writeByte(AmfMarker.LONG_STRING);
      out.writeInt(text.length);
    }
    out.write(text);
  }

  private static void entries(Map<String, AmfValue> entries, DataOutputStream out)
      throws IOException {
    for (var entry : entries.entrySet()) {
      name(entry.getKey().getBytes(UTF_8), out);
      write(entry.getValue(), out);
    }
    name(new byte[0], out);
    out.writeByte(AmfMarker.OBJECT_END);
  }

  private static void name(byte[] name, DataOutputStream out) throws IOException {
    if (name.length > 0xFFFF) {
      throw new IllegalArgumentException(
          "An AMF0 property name has " + name.length + " bytes, at most 65535 are possible");
    }
    out.writeShort(name.length);
    out.write(name);
  }
}
