// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.protocol.endpoint.Secret;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Has a publisher given the key that an ingest asks for?
///
/// As its stream name, or as a password or token in the query behind it, as programs write it that
/// send a user and a password. How long the comparison takes does not tell how much of it is right.
final class OfferedKey {
  private static final Set<String> NAMES = Set.of("key", "pass", "password", "token");

  private OfferedKey() {}

  static boolean matches(Secret offered, Secret wanted) {
    var right = false;
    for (var candidate : offered.use(OfferedKey::candidates)) {
      right |= Secret.of(candidate).equals(wanted);
    }
    return right;
  }

  private static List<String> candidates(String text) {
    var all = new ArrayList<>(List.of(text));
    var question = text.indexOf('?');
    if (question < 0) {
      return all;
    }
    all.add(text.substring(0, question));
    for (var part : text.substring(question + 1).split("&", -1)) {
      var equals = part.indexOf('=');
      if (equals > 0 && NAMES.contains(part.substring(0, equals))) {
        all.add(decoded(part.substring(equals + 1)));
      }
    }
    return all;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // not escaped, then
    }
  }
}
