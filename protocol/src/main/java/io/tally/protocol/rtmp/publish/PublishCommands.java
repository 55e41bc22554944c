// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.publish;

import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNull;
import io.tally.protocol.rtmp.amf.AmfValue.AmfObject;
import io.tally.protocol.rtmp.answer.Capabilities;
import io.tally.protocol.rtmp.message.Message.Command;
import java.util.LinkedHashMap;
import java.util.List;

/// How does a publisher word its commands (RTMP 1.0 section 7.2, and what encoders of Adobe's add)?
final class PublishCommands {
  /// Above every number that an attempt uses.
  static final double GOODBYE_NUMBER = 6;

  private PublishCommands() {}

  /// @param query of a login, for application and URL alike
  static Command connect(double number, Endpoint endpoint, Secret query, Capabilities offered) {
    var about = new LinkedHashMap<String, AmfValue>();
    about.put("app", with(endpoint.application(), query));
    about.put("type", AmfValue.of("nonprivate"));
    // Several services only take encoders that call themselves so.
    about.put("flashVer", AmfValue.of("FMLE/3.0 (compatible; Tally)"));
    about.put("swfUrl", with(endpoint.url().toString(), query));
    about.put("tcUrl", with(endpoint.url().toString(), query));
    about.putAll(offered.properties());
    return new Command(0, "connect", number, List.of(new AmfObject(about)));
  }

  private static AmfValue with(String place, Secret query) {
    return query.use(text ->
        AmfValue.of(text.isEmpty() ? place : place + (place.contains("?") ? "&" : "?") + text));
  }

  static Command releaseStream(double number, Endpoint endpoint) {
    return new Command(0, "releaseStream", number, List.of(new AmfNull(), key(endpoint)));
  }

  static Command announce(double number, Endpoint endpoint) {
    return new Command(0, "FCPublish", number, List.of(new AmfNull(), key(endpoint)));
  }

  static Command createStream(double number) {
    return new Command(0, "createStream", number, List.of(new AmfNull()));
  }

  static Command publish(double number, int streamId, Endpoint endpoint) {
    return new Command(
        streamId, "publish", number, List.of(new AmfNull(), key(endpoint), AmfValue.of("live")));
  }

  static Command unpublish(double number, Endpoint endpoint) {
    return new Command(0, "FCUnpublish", number, List.of(new AmfNull(), key(endpoint)));
  }

  static Command deleteStream(double number, int streamId) {
    return new Command(
        0, "deleteStream", number, List.of(new AmfNull(), AmfValue.of((double) streamId)));
  }

  private static AmfValue key(Endpoint endpoint) {
    return endpoint.key().use(AmfValue::of);
  }
}
