// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.listen;

import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNull;
import io.tally.protocol.rtmp.amf.AmfValue.AmfObject;
import io.tally.protocol.rtmp.answer.Capabilities;
import io.tally.protocol.rtmp.message.Message.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How does a server word its answers (RTMP 1.0 section 7.2)?
final class SessionReplies {
  private SessionReplies() {}

  /// @param ours what we know of Enhanced RTMP
  static Command connected(double transactionId, double objectEncoding, Capabilities ours) {
    var server = new LinkedHashMap<String, AmfValue>();
    // Old clients read a Flash Media Server's version and capabilities here.
    server.put("fmsVer", AmfValue.of("FMS/3,0,1,123"));
    server.put("capabilities", AmfValue.of(31));
    server.putAll(ours.properties());
    var info = info("status", "NetConnection.Connect.Success", "Connection succeeded.");
    info.put("objectEncoding", AmfValue.of(objectEncoding));
    return new Command(
        0, "_result", transactionId, List.of(new AmfObject(server), new AmfObject(info)));
  }

  static Command result(double transactionId, AmfValue value) {
    return new Command(0, "_result", transactionId, List.of(new AmfNull(), value));
  }

  static Command error(double transactionId, String code, String sentence) {
    return new Command(
        0,
        "_error",
        transactionId,
        List.of(new AmfNull(), new AmfObject(info("error", code, sentence))));
  }

  static Command status(int streamId, String level, String code, String sentence) {
    return new Command(
        streamId,
        "onStatus",
        0,
        List.of(new AmfNull(), new AmfObject(info(level, code, sentence))));
  }

  /// The answer that Flash-era publishers get to FCPublish and FCUnpublish.
  static Command notice(String name, String code) {
    return new Command(
        0, name, 0, List.of(new AmfNull(), new AmfObject(info("status", code, "Done."))));
  }

  private static Map<String, AmfValue> info(String level, String code, String sentence) {
    var info = new LinkedHashMap<String, AmfValue>();
    info.put("level", AmfValue.of(level));
    info.put("code", AmfValue.of(code));
    info.put("description", AmfValue.of(sentence));
    return info;
  }
}
