// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.tally.protocol.Endpoint;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.message.Message.Command;
import java.util.Locale;

/// What does a server's refusal mean for a person?
///
/// @param code such as `NetStream.Publish.BadName`
/// @param description the server's own words
public record ServerRefusal(String code, String description) {
  private static final int MOST_WORDS = 200;

  /// The information object of `onStatus` or `_error`: the last argument.
  public static ServerRefusal of(Command command) {
    var info = command.arguments().isEmpty() ? AmfValue.of("") : command.arguments().getLast();
    return new ServerRefusal(info.property("code").text(), info.property("description").text());
  }

  /// Whether a status says that something is refused.
  public static boolean isError(Command command) {
    return !command.arguments().isEmpty()
        && command.arguments().getLast().property("level").text().equals("error");
  }

  /// The sentence for a person, without the key.
  public PublishException failure(Endpoint endpoint) {
    var server = endpoint.host();
    var said = words(endpoint);
    return switch (code) {
      case "NetStream.Publish.BadName" ->
          new PublishException(
              Kind.REFUSED_KEY,
              "%s does not take the stream key%s: check the key, and that nothing else is live with it."
                  .formatted(server, said));
      case "NetStream.Publish.Denied", "NetStream.Publish.Rejected" ->
          new PublishException(
              Kind.REFUSED_KEY,
              "%s refuses the stream%s: check the stream key and the service's page."
                  .formatted(server, said));
      case "NetConnection.Connect.Rejected", "NetConnection.Connect.InvalidApp" ->
          new PublishException(
              Kind.REFUSED_KEY,
              "%s does not take streams for the application \"%s\"%s: check the address."
                  .formatted(server, endpoint.application(), said));
      default ->
          new PublishException(
              Kind.REFUSED_KEY,
              "%s refuses the stream (%s)%s: check the address and the stream key."
                  .formatted(server, code.isEmpty() ? "no code given" : clean(code), said));
    };
  }

  /// The server's words, unless they repeat the key: some servers put it there.
  private String words(Endpoint endpoint) {
    var shown =
        endpoint.key().use(key -> key.isEmpty() || !mentions(description, key))
            ? clean(description)
            : "";
    return shown.isEmpty() ? "" : " (\"" + shown + "\")";
  }

  private static boolean mentions(String text, String key) {
    var name = key.indexOf('?') > 0 ? key.substring(0, key.indexOf('?')) : key;
    return text.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  private static String clean(String text) {
    var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS) + "…";
  }
}
