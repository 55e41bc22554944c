// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.answer;

import io.tally.protocol.PublishFailure;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.message.Message.Command;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What does a server say when it does not want a stream, and where does it send us instead?
///
/// @param code such as `NetStream.Publish.BadName`
/// @param description the server's own words
/// @param redirect the other address that it names, if any
public record ServerRefusal(String code, String description, Optional<String> redirect) {
  private static final int MOST_WORDS = 1000;
  private static final int FOUND_ELSEWHERE = 302;
  // Where the words have it, as in "... redirect=rtmp://other/app" or "302, rtmp://other/app".
  private static final Pattern REDIRECT_WORDS =
      Pattern.compile("(?is)(?:redirect|\\b302\\b).*?(rtmps?://[^\\s\"',;)}\\]]+)");

  /// The information object of `onStatus` or `_error`: the last argument.
  public static ServerRefusal of(Command command) {
    var info = info(command);
    var said = info.property("description").text();
    // Looked through by patterns, for which a malicious server could make it too long.
    var words = said.length() <= MOST_WORDS ? said : said.substring(0, MOST_WORDS);
    return new ServerRefusal(info.property("code").text(), words, redirect(info, words));
  }

  /// Whether a reply or status says that something of ours is refused.
  public static boolean isRefusal(Command command) {
    if (command.name().equals("_error")) {
      return true;
    }
    var info = info(command);
    var code = info.property("code").text().toLowerCase(Locale.ROOT);
    // A server that fails to record, or says goodbye, has not refused the stream.
    return info.property("level").text().equalsIgnoreCase("error")
        && !code.startsWith("netstream.record.")
        && !code.startsWith("netstream.unpublish.");
  }

  private static AmfValue info(Command command) {
    return command.arguments().isEmpty() ? AmfValue.of("") : command.arguments().getLast();
  }

  private static Optional<String> redirect(AmfValue info, String words) {
    var ex = info.property("ex");
    var target = ex.property("redirect").text();
    if ((int) ex.property("code").number(0) == FOUND_ELSEWHERE && !target.isEmpty()) {
      return Optional.of(target);
    }
    var told = REDIRECT_WORDS.matcher(words);
    return told.find() ? Optional.of(told.group(1)) : Optional.empty();
  }

  /// Where a request to reconnect leads, "" for the same place.
  String reconnectTarget(Command command) {
    return info(command).property("tcUrl").text();
  }

  boolean isOfConnection() {
    return code.toLowerCase(Locale.ROOT).startsWith("netconnection.");
  }

  /// What a person is told, without the key.
  public PublishFailure failure(Endpoint endpoint) {
    return RefusalWords.of(this, endpoint);
  }

  @Override
  public String toString() {
    // The server's words and addresses may repeat the key.
    return "ServerRefusal[" + code + "]";
  }
}
