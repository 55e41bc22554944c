// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import io.tally.player.playlist.EncryptionKey;
import io.tally.player.playlist.text.Addresses;
import io.tally.player.playlist.text.AttributeList;
import io.tally.player.playlist.text.Flaws;
import io.tally.player.playlist.text.Line;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which key does a line name (EXT-X-KEY and EXT-X-SESSION-KEY, RFC 8216bis 4.4.4.4)?
final class KeyReader {
  private static final int RULE = 14;
  private static final Pattern IV = Pattern.compile("0[xX][0-9A-Fa-f]{1,32}");

  private KeyReader() {}

  /// The key; empty for METHOD=NONE and where there is none.
  static Optional<EncryptionKey> read(Line line, Addresses addresses, Flaws flaws) {
    String tag = line.name().substring(1);
    AttributeList attributes = line.attributes(flaws);
    String method = attributes.text("METHOD").orElse("");
    if (method.isEmpty()) {
      flaws.error(line.number(), RULE, tag + " has no METHOD");
    }
    if (method.equals("NONE")) {
      if (attributes.values().size() > 1) {
        flaws.error(line.number(), RULE, "METHOD=NONE must stand alone, without other attributes");
      }
      return Optional.empty();
    }
    Optional<String> address = attributes.text("URI");
    if (address.isEmpty() && !method.isEmpty()) {
      flaws.error(line.number(), RULE, tag + " with METHOD=" + Flaws.cut(method) + " has no URI");
    }
    Optional<String> iv = attributes.text("IV");
    if (iv.isPresent() && !IV.matcher(iv.get()).matches()) {
      flaws.error(
          line.number(),
          RULE,
          "IV is " + Flaws.cut(iv.get()) + "; it needs 0x and up to 32 hexadecimal digits");
      iv = Optional.empty();
    }
    Optional<URI> uri =
        address.flatMap(text -> isWeb(text) ? addresses.resolve(line.number(), text) : key(text));
    return Optional.of(
        new EncryptionKey(
            method,
            uri,
            iv,
            attributes.text("KEYFORMAT").orElse(EncryptionKey.IDENTITY),
            attributes.text("KEYFORMATVERSIONS").orElse("1")));
  }

  /// Key systems have schemes of their own, such as skd, data and urn; they are never loaded here.
  private static boolean isWeb(String address) {
    return !address.matches("(?i)(skd|data|urn):.*");
  }

  private static Optional<URI> key(String address) {
    try {
      return Optional.of(URI.create(address));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
