// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import java.net.URI;

/// How is an address shown in a report that people pass on?
///
/// Values of the query and the user are left out: they carry tokens and passwords.
public final class MaskedAddress {
  private static final String MASK = "•••";

  private MaskedAddress() {}

  /// The whole address with the names of its query.
  public static String of(URI uri) {
    StringBuilder shown = new StringBuilder();
    if (uri.getScheme() != null) {
      shown.append(uri.getScheme()).append("://").append(uri.getHost());
    }
    if (uri.getPort() >= 0) {
      shown.append(':').append(uri.getPort());
    }
    shown.append(uri.getRawPath() == null ? "" : uri.getRawPath());
    String query = uri.getRawQuery();
    if (query != null) {
      String between = "?";
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        // The directives of a low-latency reload are no secret, and tell what was asked for.
        boolean open = pair.startsWith("_HLS_");
        shown.append(between);
        shown.append(open ? pair : equals < 0 ? MASK : pair.substring(0, equals + 1) + MASK);
        between = "&";
      }
    }
    return shown.toString();
  }

  /// The last part of its path, for a sentence.
  public static String name(URI uri) {
    String path = String.valueOf(uri.getRawPath());
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.length() <= 60 ? name : name.substring(0, 60) + "…";
  }
}
