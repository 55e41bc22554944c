// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.receive;

import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfValue.AmfUndefined;
import java.util.List;

/// What does a publisher's `onMetaData` say of its stream?
///
/// @param known whether it has said anything; without, the other parts say nothing
/// @param framesPerSecond 0 when it does not say
/// @param videoBps 0 when it does not say
/// @param audioBps 0 when it does not say
record StreamNotes(
    boolean known,
    boolean hasVideo,
    boolean hasAudio,
    double framesPerSecond,
    int videoBps,
    int audioBps) {
  private static final double MOST_FPS = 1000;
  private static final double MOST_KBPS = 1_000_000;

  static StreamNotes none() {
    return new StreamNotes(false, false, false, 0, 0, 0);
  }

  static boolean isMetaData(List<AmfValue> values) {
    return values.stream().limit(2).anyMatch(value -> value.text().equals("onMetaData"));
  }

  /// @param values of the data message: `@setDataFrame`, `onMetaData` and an object
  static StreamNotes read(List<AmfValue> values) {
    var object = values.getLast();
    var video = !(object.property("videocodecid") instanceof AmfUndefined);
    var audio = !(object.property("audiocodecid") instanceof AmfUndefined);
    return new StreamNotes(
        video || audio,
        video,
        audio,
        bounded(object.property("framerate"), MOST_FPS),
        (int) (bounded(object.property("videodatarate"), MOST_KBPS) * 1000),
        (int) (bounded(object.property("audiodatarate"), MOST_KBPS) * 1000));
  }

  private static double bounded(AmfValue value, double most) {
    var number = value.number(0);
    return number > 0 && number <= most ? number : 0;
  }
}
