// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.store;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which addresses stand in the text of a playlist?
///
/// Everything else stays as it is, with its line: the rules are to find the same in the text.
public final class PlaylistAddresses {
  /// `URI` and its relatives, and values of variables that addresses may be made of.
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(?<before>[:,](?:[A-Z0-9-]*URI|VALUE)=\")(?<address>[^\"\\r\\n]*)(?=\")");

  private PlaylistAddresses() {}

  /// Puts another address in the place of each.
  ///
  /// @param other of an address as it stands, perhaps relative or with variables
  public static String replace(String playlist, UnaryOperator<String> other) {
    StringBuilder text = new StringBuilder(playlist.length() + 256);
    int at = 0;
    while (at < playlist.length()) {
      int end = playlist.indexOf('\n', at);
      int next = end < 0 ? playlist.length() : end + 1;
      line(playlist.substring(at, next), other, text);
      at = next;
    }
    return text.toString();
  }

  private static void line(String line, UnaryOperator<String> other, StringBuilder to) {
    String address = line.strip();
    if (address.isEmpty()) {
      to.append(line);
    } else if (address.charAt(0) != '#') {
      int from = line.indexOf(address);
      to.append(line, 0, from).append(other.apply(address));
      to.append(line, from + address.length(), line.length());
    } else {
      Matcher attributes = ATTRIBUTE.matcher(line);
      to.append(
          attributes.replaceAll(found ->
              Matcher.quoteReplacement(
                  attributes.group("before") + other.apply(attributes.group("address")))));
    }
  }
}
