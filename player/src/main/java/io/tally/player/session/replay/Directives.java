// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.replay;

import java.util.ArrayList;
import java.util.List;

/// Which resource is asked for, and which of its states (RFC 8216bis 6.2.5)?
///
/// @param resource path and query without directives
/// @param msn the segment that is waited for; negative when none is
/// @param part of it; negative when the whole of it is waited for
record Directives(String resource, long msn, long part) {
  private static final String PREFIX = "_HLS_";

  static Directives of(String path, String query) {
    List<String> rest = new ArrayList<>();
    long msn = -1;
    long part = -1;
    for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      if (pair.startsWith(PREFIX + "msn=")) {
        msn = number(pair);
      } else if (pair.startsWith(PREFIX + "part=")) {
        part = number(pair);
      } else if (!pair.startsWith(PREFIX)) {
        rest.add(pair);
      }
    }
    String asked = rest.isEmpty() ? path : path + "?" + String.join("&", rest);
    return new Directives(asked, msn, part);
  }

  private static long number(String pair) {
    String digits = pair.substring(pair.indexOf('=') + 1);
    return digits.matches("\\d{1,15}") ? Long.parseLong(digits) : -1;
  }
}
