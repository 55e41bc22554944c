// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.login;

import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Login;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.line.PublishException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What must the application of the next connection carry, so that the server lets us in?
///
/// Adobe's and Limelight's dialogues: the first refusal names the way, the second asks a riddle,
/// and each answer goes out on a TCP connection of its own, as a query of the application. The
/// password itself is never sent. One thread at a time.
public final class LoginDialogue {
  private static final Map<String, String> ESCAPES =
      Map.of("%", "%25", "&", "%26", "?", "%3F", "#", "%23", "=", "%3D", " ", "%20");

  private sealed interface State {
    /// Nothing was asked.
    record Silent() implements State {}

    /// We said who we are.
    record Presented(Way way) implements State {}

    /// We answered the riddle.
    record Answered() implements State {}
  }

  private enum Way {
    ADOBE,
    LLNW
  }

  private final Endpoint endpoint;
  private final Supplier<String> random;
  private State state = new State.Silent();
  private Secret query = Secret.of("");

  /// @param random eight letters or digits, new each time
  public LoginDialogue(Endpoint endpoint, Supplier<String> random) {
    this.endpoint = endpoint;
    this.random = random;
  }

  /// What is to be appended to the application and to the URL in `connect`.
  public Secret query() {
    return query;
  }

  /// Takes the words of a refusal.
  ///
  /// @return whether they are part of the dialogue: then a new connection with [#query] is to be
  ///   made
  /// @throws PublishException when the server does not know the user or the password, or when it
  ///   asks for them and there are none
  public boolean goesOn(String description) throws PublishException {
    var asked = Challenge.of(description);
    if (!asked.isLogin()) {
      return false;
    }
    var login = endpoint.login().orElseThrow(this::noLogin);
    checkReason(asked, login);
    switch (state) {
      case State.Silent() -> present(way(asked), login);
      case State.Presented(Way way) -> answer(way, asked, login);
      case State.Answered() -> throw wrong();
    }
    return true;
  }

  private void present(Way way, Login login) {
    query = Secret.of("authmod=" + name(way) + "&user=" + escaped(login.user()));
    state = new State.Presented(way);
  }

  private void answer(Way way, Challenge asked, Login login) {
    var application = endpoint.url().getPath().substring(1);
    var answer =
        switch (way) {
          case ADOBE -> Digests.adobe(login, asked, random.get());
          case LLNW -> Digests.limelight(login, asked, application, random.get());
        };
    query = Secret.of(query.use(first -> answer.use(rest -> first + rest)));
    state = new State.Answered();
  }

  private Way way(Challenge asked) throws PublishException {
    var name = asked.value("authmod").toLowerCase(Locale.ROOT);
    return Optional.of(name)
        .flatMap(it ->
            switch (it) {
              case "adobe" -> Optional.of(Way.ADOBE);
              case "llnw" -> Optional.of(Way.LLNW);
              default -> Optional.empty();
            })
        .orElseThrow(() ->
            new PublishException(
                Kind.REFUSED_LOGIN,
                "%s asks for a login in a way that is not known here (%s): ask whoever runs the server for adobe or llnw."
                    .formatted(endpoint.host(), shown(name))));
  }

  private void checkReason(Challenge asked, Login login) throws PublishException {
    switch (asked.value("reason").toLowerCase(Locale.ROOT)) {
      case "nosuchuser" ->
          throw new PublishException(
              Kind.REFUSED_LOGIN,
              "%s knows no user \"%s\": check the user name."
                  .formatted(endpoint.host(), login.user()));
      case "authfailed" -> throw wrong();
      default -> {}
    }
  }

  private PublishException wrong() {
    return new PublishException(
        Kind.REFUSED_LOGIN,
        "%s does not accept the user name with this password: check both."
            .formatted(endpoint.host()));
  }

  private PublishException noLogin() {
    return new PublishException(
        Kind.REFUSED_LOGIN,
        "%s asks for a user name and a password: give both, as in rtmp://user:password@%s/%s."
            .formatted(endpoint.host(), endpoint.url().getRawAuthority(), endpoint.application()));
  }

  private static String name(Way way) {
    return way.name().toLowerCase(Locale.ROOT);
  }

  private static String shown(String name) {
    return name.matches("[a-z0-9_-]{1,20}") ? name : "no name";
  }

  /// Only what would end the value: servers take the name as it is written.
  private static String escaped(String user) {
    var all = new StringBuilder();
    for (var letter : user.split("", -1)) {
      all.append(ESCAPES.getOrDefault(letter, letter));
    }
    return all.toString();
  }
}
