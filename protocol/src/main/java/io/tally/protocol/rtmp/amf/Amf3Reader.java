// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.amf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.CorruptedFrameException;
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

/// Which value do these AMF3 bytes hold (AMF3 section 3)?
///
/// One reader per value that AMF0's switch marker announces: its three reference tables begin empty
/// there (AMF3 section 4.1). A reference to an object counts as many values as the object has, so
/// that a short message cannot stand for a huge one. Byte arrays and vectors, which no server needs
/// to tell us anything, are passed over or refused.
final class Amf3Reader {
  private record Traits(List<String> names, boolean dynamic) {}

  private record Known(AmfValue value, int count) {}

  private final AmfBudget budget;
  private final List<String> texts = new ArrayList<>();
  private final List<Known> objects = new ArrayList<>();
  private final List<Traits> traits = new ArrayList<>();

  Amf3Reader(AmfBudget budget) {
    this.budget = budget;
  }

  AmfValue value(ByteBuffer bytes, int depth) {
    budget.take(1, depth);
    var marker = AmfBytes.need(bytes, 1).get() & 0xFF;
    return switch (marker) {
      case 0x00 -> new AmfUndefined();
      case 0x01 -> new AmfNull();
      case 0x02 -> new AmfBoolean(false);
      case 0x03 -> new AmfBoolean(true);
      // 29 bits, signed (section 3.6).
      case 0x04 -> new AmfNumber(number(bytes) << 3 >> 3);
      case 0x05 -> new AmfNumber(AmfBytes.need(bytes, 8).getDouble());
      case 0x06 -> new AmfString(text(bytes));
      case 0x08 -> object(bytes, depth, _ -> date(bytes));
      case 0x09 -> object(bytes, depth, head -> array(bytes, head, depth));
      case 0x0A -> object(bytes, depth, head -> properties(bytes, head, depth));
      // XML of two kinds, and bytes: a length, and what it counts.
      case 0x07, 0x0B, 0x0C -> object(bytes, depth, head -> skipped(bytes, head >>> 1));
      default ->
          throw new CorruptedFrameException(
              "AMF3 type marker 0x%02x at byte %d is not one that is read here"
                  .formatted(marker, bytes.position() - 1));
    };
  }

  private interface Body {
    AmfValue read(int head);
  }

  /// What has a number in the table of objects, or refers to one (section 3.12 and others).
  private AmfValue object(ByteBuffer bytes, int depth, Body body) {
    var head = number(bytes);
    if ((head & 1) == 0) {
      var known = at(objects, head >>> 1, "object");
      budget.take(known.count(), depth);
      return known.value();
    }
    var place = objects.size();
    // An object that holds itself holds nothing there: our values cannot go in circles.
    objects.add(new Known(new AmfUndefined(), 1));
    var before = budget.taken();
    var value = body.read(head);
    objects.set(place, new Known(value, 1 + budget.taken() - before));
    return value;
  }

  private static AmfValue date(ByteBuffer bytes) {
    return new AmfDate(AmfBytes.need(bytes, 8).getDouble());
  }

  private static AmfValue skipped(ByteBuffer bytes, int length) {
    AmfBytes.need(bytes, length).position(bytes.position() + length);
    return new AmfUndefined();
  }

  /// Named elements up to the empty name, then numbered ones (section 3.11).
  private AmfValue array(ByteBuffer bytes, int head, int depth) {
    var named = named(bytes, depth);
    var elements = new ArrayList<AmfValue>();
    for (var left = head >>> 1; left > 0; left--) {
      elements.add(value(bytes, depth + 1));
    }
    if (named.isEmpty()) {
      return new AmfStrictArray(elements);
    }
    for (var i = 0; i < elements.size(); i++) {
      named.put(String.valueOf(i), elements.get(i));
    }
    return new AmfEcmaArray(named);
  }

  private Map<String, AmfValue> named(ByteBuffer bytes, int depth) {
    var named = new LinkedHashMap<String, AmfValue>();
    for (var name = text(bytes); !name.isEmpty(); name = text(bytes)) {
      named.put(name, value(bytes, depth + 1));
    }
    return named;
  }

  private AmfValue properties(ByteBuffer bytes, int head, int depth) {
    var known = traits(bytes, head);
    var entries = new LinkedHashMap<String, AmfValue>();
    for (var name : known.names()) {
      entries.put(name, value(bytes, depth + 1));
    }
    if (known.dynamic()) {
      entries.putAll(named(bytes, depth));
    }
    return new AmfObject(entries);
  }

  private Traits traits(ByteBuffer bytes, int head) {
    if ((head & 2) == 0) {
      return at(traits, head >>> 2, "set of traits");
    }
    if ((head & 4) != 0) {
      throw new CorruptedFrameException(
          "AMF3 object at byte %d is written in a class's own way, which is not known here"
              .formatted(bytes.position()));
    }
    text(bytes); // the class's name
    var names = new ArrayList<String>();
    for (var left = head >>> 4; left > 0; left--) {
      budget.take(1, 0);
      names.add(text(bytes));
    }
    var made = new Traits(List.copyOf(names), (head & 8) != 0);
    traits.add(made);
    return made;
  }

  private String text(ByteBuffer bytes) {
    var head = number(bytes);
    if ((head & 1) == 0) {
      return at(texts, head >>> 1, "text");
    }
    var length = head >>> 1;
    AmfBytes.need(bytes, length);
    var text = new byte[length];
    bytes.get(text);
    var read = new String(text, UTF_8);
    if (!read.isEmpty()) {
      texts.add(read);
    }
    return read;
  }

  private static <T> T at(List<T> table, int place, String what) {
    if (place >= table.size()) {
      throw new CorruptedFrameException(
          "AMF3 refers to %s number %d, but there are %d".formatted(what, place, table.size()));
    }
    return table.get(place);
  }

  /// One to four bytes, seven bits in each of the first three, eight in the fourth (section 1.3.1).
  private static int number(ByteBuffer bytes) {
    var number = 0;
    for (var i = 0; i < 3; i++) {
      var next = AmfBytes.need(bytes, 1).get();
      number = number << 7 | (next & 0x7F);
      if (next >= 0) {
        return number;
      }
    }
    return number << 8 | (AmfBytes.need(bytes, 1).get() & 0xFF);
  }
}
