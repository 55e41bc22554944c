// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.publish;

import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.rtmp.answer.ServerRefusal;
import io.tally.protocol.rtmp.login.LoginDialogue;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where must the next connection go, and what must it say, after what the server said to the last
/// one?
///
/// Logins and redirects ask for connections of their own before the one that publishes. One thread.
final class Approach {
  private static final Logger LOG = LoggerFactory.getLogger(Approach.class);
  private static final int MOST_REDIRECTS = 5;

  private final List<Endpoint> places = new ArrayList<>();
  private LoginDialogue login;
  private boolean digest;

  Approach(Endpoint first) {
    places.add(first);
    login = dialogue(first);
  }

  private static LoginDialogue dialogue(Endpoint endpoint) {
    var random = new SecureRandom();
    return new LoginDialogue(endpoint, () -> HexFormat.of().toHexDigits(random.nextInt()));
  }

  /// Where the next connection goes.
  Endpoint endpoint() {
    return places.getLast();
  }

  /// What it appends to the application, "" for nothing.
  Secret query() {
    return login.query();
  }

  /// Whether the next handshake offers Adobe's digest.
  boolean digest() {
    return digest;
  }

  /// The server left in the middle of the handshake.
  ///
  /// @return whether another connection is worth it: some old servers leave unless there is a
  ///   digest
  boolean goesOnWithDigest() {
    var first = !digest;
    digest = true;
    return first;
  }

  /// Takes the server's refusal of the last connection.
  ///
  /// @throws PublishException when no further connection would help
  void next(ServerRefusal refusal) throws PublishException {
    if (refusal.redirect().isPresent()) {
      follow(refusal.redirect().get());
    } else if (!login.goesOn(refusal.description())) {
      throw new PublishException(refusal.failure(endpoint()), null);
    }
  }

  private void follow(String target) throws PublishException {
    var from = endpoint();
    Endpoint to;
    try {
      to = from.movedTo(target);
    } catch (IllegalArgumentException e) {
      throw new PublishException(
          Kind.PROTOCOL,
          "%s redirects to an address that cannot be read: ask whoever runs the server."
              .formatted(from.host()));
    }
    if (from.isSecure() && !to.isSecure()) {
      throw new PublishException(
          Kind.TLS,
          "%s redirects to %s, which is without TLS, so the key is not sent there: ask whoever runs the server."
              .formatted(from.host(), to.url()));
    }
    if (places.size() > MOST_REDIRECTS || places.contains(to)) {
      throw new PublishException(
          Kind.PROTOCOL,
          "%s redirects in a circle or too often (%s): ask whoever runs the server."
              .formatted(places.getFirst().host(), path(to)));
    }
    LOG.info("{} redirects to {}", from.url(), to.url());
    places.add(to);
    login = dialogue(to);
  }

  private String path(Endpoint last) {
    return places.stream()
        .map(place -> place.url().toString())
        .collect(Collectors.joining(" → ", "", " → " + last.url()));
  }
}
