// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.answer;

import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfValue.AmfObject;
import io.tally.protocol.rtmp.amf.AmfValue.AmfStrictArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What does one side of a connection know of Enhanced RTMP (v2, "Enhancing NetConnection connect
/// Command")?
///
/// A publisher offers its own in `connect`; a server echoes what it knows. Absent means a server of
/// old, which takes H.264 and AAC only.
///
/// @param capsEx bits, see the constants; 0 for none
/// @param fourCcList the codecs by FourCC, `*` for all
/// @param videoFourCcs what can be done with each, as bits: 1 decode, 2 encode, 4 forward
/// @param audioFourCcs the same for sound
public record Capabilities(
    int capsEx,
    List<String> fourCcList,
    Map<String, Integer> videoFourCcs,
    Map<String, Integer> audioFourCcs) {
  /// Obeys a request to reconnect.
  public static final int RECONNECT = 1;

  /// Takes several tracks of a kind.
  public static final int MULTITRACK = 2;

  /// Takes packets with a ModEx prelude.
  public static final int MOD_EX = 4;

  /// Takes the timestamp's nanoseconds in one.
  public static final int NANO_OFFSET = 8;

  /// RTMP as it was.
  public static final Capabilities NONE = new Capabilities(0, List.of(), Map.of(), Map.of());

  public Capabilities {
    fourCcList = List.copyOf(fourCcList);
    videoFourCcs = Map.copyOf(videoFourCcs);
    audioFourCcs = Map.copyOf(audioFourCcs);
  }

  /// Whether a bit of [#capsEx] is set.
  public boolean has(int bit) {
    return (capsEx & bit) != 0;
  }

  /// Whether nothing is known beyond RTMP as it was.
  public boolean isEmpty() {
    return equals(NONE);
  }

  /// The properties of a command's object that say so; none when there is nothing to say.
  public Map<String, AmfValue> properties() {
    var all = new LinkedHashMap<String, AmfValue>();
    if (isEmpty()) {
      return all;
    }
    all.put("capsEx", AmfValue.of(capsEx));
    if (!fourCcList.isEmpty()) {
      all.put("fourCcList", new AmfStrictArray(fourCcList.stream().map(AmfValue::of).toList()));
    }
    if (!videoFourCcs.isEmpty()) {
      all.put("videoFourCcInfoMap", object(videoFourCcs));
    }
    if (!audioFourCcs.isEmpty()) {
      all.put("audioFourCcInfoMap", object(audioFourCcs));
    }
    return all;
  }

  /// Reads them from a command's object; what is missing or odd counts as not known.
  public static Capabilities of(AmfValue object) {
    var list =
        object.property("fourCcList") instanceof AmfStrictArray(var values)
            ? values.stream().map(AmfValue::text).filter(text -> !text.isEmpty()).toList()
            : List.<String>of();
    return new Capabilities(
        (int) object.property("capsEx").number(0),
        list,
        numbers(object.property("videoFourCcInfoMap")),
        numbers(object.property("audioFourCcInfoMap")));
  }

  private static AmfObject object(Map<String, Integer> numbers) {
    var entries = new LinkedHashMap<String, AmfValue>();
    numbers.forEach((name, bits) -> entries.put(name, AmfValue.of(bits)));
    return new AmfObject(entries);
  }

  private static Map<String, Integer> numbers(AmfValue object) {
    var entries =
        switch (object) {
          case AmfObject(var given) -> given;
          case AmfValue.AmfEcmaArray(var given) -> given;
          default -> Map.<String, AmfValue>of();
        };
    var numbers = new LinkedHashMap<String, Integer>();
    entries.forEach((name, value) -> numbers.put(name, (int) value.number(0)));
    return numbers;
  }
}
