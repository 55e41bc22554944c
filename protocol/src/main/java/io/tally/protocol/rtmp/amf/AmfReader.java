// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.amf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.tally.protocol.rtmp.amf.AmfValue.AmfBoolean;
import io.tally.protocol.rtmp.amf.AmfValue.AmfDate;
import io.tally.protocol.rtmp.amf.AmfValue.AmfEcmaArray;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNull;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNumber;
import io.tally.protocol.rtmp.amf.AmfValue.AmfObject;
import io.tally.protocol.rtmp.amf.AmfValue.AmfStrictArray;
import io.tally.protocol.rtmp.amf.AmfValue.AmfString;
import io.tally.protocol.rtmp.amf.AmfValue.AmfUndefined;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which values do these AMF0 bytes hold (AMF0 section 2)?
///
/// Confined to one thread. What a peer can make it allocate is bounded by the bytes given and by
/// the two limits.
public final class AmfReader {
  private final int maxDepth;
  private final int maxValues;

  /// @param maxDepth how deep objects and arrays may nest
  /// @param maxValues how many values one message may hold
  public AmfReader(int maxDepth, int maxValues) {
    this.maxDepth = maxDepth;
    this.maxValues = maxValues;
  }

  /// All values up to the end of the bytes, whose position moves there.
  ///
  /// @throws CorruptedFrameException when the bytes are not AMF0
  /// @throws TooLongFrameException when they go past a limit
  public List<AmfValue> readAll(ByteBuffer bytes) {
    var budget = new AmfBudget(maxDepth, maxValues);
    var all = new ArrayList<AmfValue>();
    while (bytes.hasRemaining()) {
      all.add(value(bytes, budget, 0));
    }
    return all;
  }

  private static AmfValue value(ByteBuffer bytes, AmfBudget budget, int depth) {
    budget.take(1, depth);
    var marker = AmfBytes.need(bytes, 1).get() & 0xFF;
    return switch (marker) {
      case AmfMarker.NUMBER -> new AmfNumber(AmfBytes.need(bytes, 8).getDouble());
      case AmfMarker.BOOLEAN -> new AmfBoolean(AmfBytes.need(bytes, 1).get() != 0);
      case AmfMarker.STRING -> new AmfString(shortText(bytes));
      case AmfMarker.OBJECT -> new AmfObject(entries(bytes, budget, depth));
      case AmfMarker.NULL -> new AmfNull();
      case AmfMarker.UNDEFINED, AmfMarker.UNSUPPORTED -> new AmfUndefined();
      case AmfMarker.ECMA_ARRAY -> {
        // The count is a hint only: encoders that write 0 or too much exist (section 2.10).
        AmfBytes.need(bytes, 4).getInt();
        yield new AmfEcmaArray(entries(bytes, budget, depth));
      }
      case AmfMarker.STRICT_ARRAY -> new AmfStrictArray(elements(bytes, budget, depth));
      case AmfMarker.DATE -> {
        var epochMs = AmfBytes.need(bytes, 10).getDouble();
        bytes.getShort();
        yield new AmfDate(epochMs);
      }
      case AmfMarker.LONG_STRING, AmfMarker.XML_DOCUMENT -> new AmfString(longText(bytes));
      case AmfMarker.TYPED_OBJECT -> {
        shortText(bytes);
        yield new AmfObject(entries(bytes, budget, depth));
      }
      // Section 3.1: the rest of this value is AMF3.
      case AmfMarker.AVMPLUS -> new Amf3Reader(budget).value(bytes, depth);
      default ->
          throw new CorruptedFrameException(
              "AMF0 type marker 0x%02x at byte %d is not one of AMF0's"
                  .formatted(marker, bytes.position() - 1));
    };
  }

  private static Map<String, AmfValue> entries(ByteBuffer bytes, AmfBudget budget, int depth) {
    var entries = new LinkedHashMap<String, AmfValue>();
    while (true) {
      // Some encoders end the message without the end marker of the last array.
      if (!bytes.hasRemaining()) {
        return entries;
      }
      var name = shortText(bytes);
      if (name.isEmpty() && AmfBytes.need(bytes, 1).get(bytes.position()) == AmfMarker.OBJECT_END) {
        bytes.get();
        return entries;
      }
      entries.put(name, value(bytes, budget, depth + 1));
    }
  }

  private static List<AmfValue> elements(ByteBuffer bytes, AmfBudget budget, int depth) {
    var count = Integer.toUnsignedLong(AmfBytes.need(bytes, 4).getInt());
    var elements = new ArrayList<AmfValue>();
    for (long i = 0; i < count; i++) {
      elements.add(value(bytes, budget, depth + 1));
    }
    return elements;
  }

  private static String shortText(ByteBuffer bytes) {
    return text(bytes, AmfBytes.need(bytes, 2).getShort() & 0xFFFF);
  }

  private static String longText(ByteBuffer bytes) {
    return text(bytes, Integer.toUnsignedLong(AmfBytes.need(bytes, 4).getInt()));
  }

  private static String text(ByteBuffer bytes, long length) {
    AmfBytes.need(bytes, length);
    var text = new byte[(int) length];
    bytes.get(text);
    return new String(text, UTF_8);
  }
}
