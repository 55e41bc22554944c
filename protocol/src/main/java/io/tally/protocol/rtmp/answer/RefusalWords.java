// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.answer;

import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What does a server's refusal mean for a person?
///
/// Servers use the same codes for different things, so their words count, too: `BadName` is a key
/// in use for one and a wrong key for another.
final class RefusalWords {
  private static final int MOST_WORDS = 200;
  private static final Pattern IN_USE =
      Pattern.compile(
          "already|in use|busy|duplicate|on the air|another publisher|being published",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WRONG =
      Pattern.compile(
          "invalid|wrong|incorrect|not found|unknown|no such|expired|not allowed|not permitted|denied|forbidden",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LOGIN =
      Pattern.compile(
          "unauthori[sz]ed|authori[sz]ation|authentication|credential|password|need auth|authfail",
          Pattern.CASE_INSENSITIVE);

  private RefusalWords() {}

  static PublishFailure of(ServerRefusal refusal, Endpoint endpoint) {
    var said = said(refusal.description(), endpoint);
    var kind = kind(refusal);
    return new PublishFailure(kind, sentence(kind, refusal, endpoint, said));
  }

  private static Kind kind(ServerRefusal refusal) {
    var words = refusal.description();
    var code = refusal.code().toLowerCase(Locale.ROOT);
    if (code.endsWith(".unauthorized") || LOGIN.matcher(words).find()) {
      return Kind.REFUSED_LOGIN;
    }
    return switch (code) {
      case "netconnection.connect.rejected",
          "netconnection.connect.invalidapp",
          "netconnection.connect.failed" ->
          Kind.REFUSED_KEY;
      // Trouble on the server's side, which may pass.
      case "netconnection.connect.appshutdown",
          "netconnection.connect.closed",
          "netconnection.connect.networkchange",
          "netconnection.connect.idletimeout",
          "netstream.failed" ->
          IN_USE.matcher(words).find() ? Kind.IN_USE : Kind.REFUSED_CONNECTION;
      default ->
          IN_USE.matcher(words).find() && !WRONG.matcher(words).find()
              ? Kind.IN_USE
              : Kind.REFUSED_KEY;
    };
  }

  private static String sentence(Kind kind, ServerRefusal refusal, Endpoint endpoint, String said) {
    var server = endpoint.host();
    if (kind == Kind.REFUSED_LOGIN) {
      return "%s does not let this publisher in%s: check the user name, the password and the stream key."
          .formatted(server, said);
    }
    if (kind == Kind.IN_USE) {
      return "%s says that somebody is live with this stream key already%s: stop the other one, or wait until the server has noticed that an old session is gone."
          .formatted(server, said);
    }
    return switch (refusal.code().toLowerCase(Locale.ROOT)) {
      case "netstream.publish.badname" ->
          "%s does not take the stream key%s: check the key, and that nothing else is live with it."
              .formatted(server, said);
      case "netstream.publish.denied", "netstream.publish.rejected" ->
          "%s refuses the stream%s: check the stream key and the service's page."
              .formatted(server, said);
      case "netconnection.connect.rejected",
          "netconnection.connect.invalidapp",
          "netconnection.connect.failed" ->
          "%s does not take streams for the application \"%s\"%s: check the address."
              .formatted(server, endpoint.application(), said);
      case "netconnection.connect.appshutdown" ->
          "%s is closing the application \"%s\" or has no room for more%s: try again later."
              .formatted(server, endpoint.application(), said);
      case "netconnection.connect.closed",
          "netconnection.connect.networkchange",
          "netconnection.connect.idletimeout" ->
          "%s ended the connection%s: see the service's page for a reason.".formatted(server, said);
      case "netstream.failed" ->
          "%s failed to take the stream%s: try again, and if it stays so, ask whoever runs the server."
              .formatted(server, said);
      default ->
          "%s refuses the stream%s%s: check the address and the stream key."
              .formatted(server, code(refusal.code(), endpoint), said);
    };
  }

  private static String code(String code, Endpoint endpoint) {
    var shown = said(code, endpoint);
    return shown.isEmpty() ? " and gives no code that can be shown" : shown.replace("\"", "");
  }

  /// The server's words, unless they repeat a secret: some servers put it there.
  private static String said(String words, Endpoint endpoint) {
    var password = endpoint.login().flatMap(login -> Optional.of(login.password()));
    var told =
        repeats(words, endpoint.key()) || password.filter(it -> repeats(words, it)).isPresent();
    var shown = told ? "" : clean(words);
    return shown.isEmpty() ? "" : " (\"" + shown + "\")";
  }

  private static boolean repeats(String words, Secret secret) {
    return secret.use(value -> {
      var name = value.indexOf('?') >= 0 ? value.substring(0, value.indexOf('?')) : value;
      var text = words.toLowerCase(Locale.ROOT);
      return !value.isEmpty()
          && ((!name.isEmpty() && text.contains(name.toLowerCase(Locale.ROOT)))
              || text.contains(value.toLowerCase(Locale.ROOT)));
    });
  }

  private static String clean(String text) {
    var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS) + "…";
  }
}
