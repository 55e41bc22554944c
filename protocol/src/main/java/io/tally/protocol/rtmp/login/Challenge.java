// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.login;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What does a server ask for in the words of its refusal, such as `authmod=adobe` or
/// `?reason=needauth&user=ann&salt=…`?
record Challenge(Map<String, String> asked) {
  private static final Pattern PARAMETER =
      Pattern.compile("(?:^|[?&;:\\s\\[(])([A-Za-z]+)=([^&;\\s\\])]*)");

  static Challenge of(String description) {
    var asked = new LinkedHashMap<String, String>();
    for (var found = PARAMETER.matcher(description); found.find(); ) {
      asked.put(found.group(1).toLowerCase(Locale.ROOT), found.group(2));
    }
    return new Challenge(asked);
  }

  /// A value by its name, "" when there is none.
  String value(String name) {
    return asked.getOrDefault(name, "");
  }

  /// Whether it is about a login at all.
  boolean isLogin() {
    return !value("authmod").isEmpty()
        || value("reason").toLowerCase(Locale.ROOT).matches("needauth|authfailed|nosuchuser");
  }
}
