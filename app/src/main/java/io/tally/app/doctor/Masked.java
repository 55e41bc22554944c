// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.doctor;

import java.util.regex.Pattern;

/// How does a line look without what may be secret in it?
///
/// Nothing of ours writes a stream key; but a report goes to strangers, so what has the place of
/// one is masked once more: all behind the application of an ingest's address, queries, users with
/// their passwords, and the name of the person whose home it is.
final class Masked {
  private static final String DOTS = "••••••";
  private static final Pattern INGEST =
      Pattern.compile("((?:rtmps?|srt)://[^/\\s'\"?]+(?:/[^/\\s'\"?]+)?+)[/?][^\\s'\"]+");
  private static final Pattern QUERY = Pattern.compile("(https?://[^\\s'\"?]+\\?)[^\\s'\"]+");
  private static final Pattern USER = Pattern.compile("(\\w+://)[^/\\s@]+@");

  private Masked() {}

  static String text(String line) {
    String masked = USER.matcher(line).replaceAll("$1" + DOTS + "@");
    masked = INGEST.matcher(masked).replaceAll("$1/" + DOTS);
    masked = QUERY.matcher(masked).replaceAll("$1" + DOTS);
    String home = System.getProperty("user.home", "");
    return home.length() > 1 ? masked.replace(home, "~") : masked;
  }
}
