// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// Which absolute address does a line or an attribute of a playlist name (RFC 3986 5)?
///
/// Only http and https, only with a host; where the caller allows it, bytes that the address itself
/// holds. One object per playlist.
public final class Addresses {
  private static final boolean[] PLAIN = plain();
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final URI base;
  private final Flaws flaws;
  private final Optional<String> folder;

  /// @param base the playlist's own address
  public Addresses(URI base, Flaws flaws) {
    this.base = base;
    this.flaws = flaws;
    String path = String.valueOf(base.getRawPath());
    int slash = path.lastIndexOf('/');
    // Of a path with dots in it, the long way takes them out.
    folder =
        base.getHost() == null || slash < 0 || path.contains("/.")
            ? Optional.empty()
            : Optional.of(
                base.getScheme() + "://" + base.getRawAuthority() + path.substring(0, slash + 1));
  }

  private static boolean[] plain() {
    boolean[] plain = new boolean[128];
    for (char c = 0; c < 128; c++) {
      plain[c] = Character.isLetterOrDigit(c) || "-_.~/=&+!,;".indexOf(c) >= 0;
    }
    return plain;
  }

  /// The absolute address; empty, with a flaw, when there is none.
  public Optional<URI> resolve(int line, String address) {
    // Ten thousand plain names in a long playlist: resolving each in full would cost 30 ms.
    if (folder.isPresent() && isPlainName(address)) {
      return Optional.of(URI.create(folder.get() + address));
    }
    try {
      URI relative = new URI(escaped(address));
      URI absolute;
      if (address.startsWith("?")) {
        // java.net.URI follows an RFC older than 3986 here and would drop the last path segment.
        absolute = base.resolve(new URI(base.getRawPath() + relative));
      } else if (base.getRawPath().isEmpty() && !relative.isAbsolute()) {
        absolute = base.resolve("/").resolve(relative);
      } else {
        absolute = base.resolve(relative);
      }
      String scheme = String.valueOf(absolute.getScheme()).toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        flaws.error(line, Flaws.SYNTAX, "Only http and https are loaded, not " + scheme);
      } else if (absolute.getHost() == null) {
        flaws.error(line, Flaws.SYNTAX, "This address names no host");
      } else {
        return Optional.of(absolute);
      }
    } catch (URISyntaxException | IllegalArgumentException _) {
      flaws.error(line, Flaws.SYNTAX, "This is not an address");
    }
    return Optional.empty();
  }

  /// The same, or a `data:` address.
  public Optional<URI> resolveOrData(int line, String address) {
    if (!DataAddress.is(address)) {
      return resolve(line, address);
    }
    try {
      URI held = new URI(escaped(address));
      DataAddress.read(held);
      return Optional.of(held);
    } catch (URISyntaxException _) {
      flaws.error(line, Flaws.SYNTAX, "This is not an address");
    } catch (IllegalArgumentException e) {
      flaws.error(line, Flaws.SYNTAX, "This address cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  /// Letters, digits and slashes, or escaped already: nothing to escape, no scheme, no host, no way
  /// up.
  private static boolean isPlainName(String address) {
    int length = address.length();
    char before = '/';
    for (int i = 0; i < length; i++) {
      char c = address.charAt(i);
      boolean coded = c == '%' && i + 2 < length && isHex(address, i + 1) && isHex(address, i + 2);
      if (c >= 128 || (!PLAIN[c] && !coded) || (before == '/' && (c == '/' || c == '.'))) {
        return false;
      }
      before = c;
    }
    return length > 0;
  }

  private static boolean isHex(String text, int at) {
    return HexFormat.isHexDigit(text.charAt(at));
  }

  /// The same with what no address may hold in the form that it may; what is escaped already stays.
  public static String escaped(String address) {
    StringBuilder legal = new StringBuilder(address.length());
    for (byte b : address.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      if (c <= ' ' || c >= 0x7f || "\"<>\\^`{|}".indexOf(c) >= 0) {
        legal.append('%').append(HEX.toHexDigits(b));
      } else {
        legal.append(c);
      }
    }
    return legal.toString();
  }
}
