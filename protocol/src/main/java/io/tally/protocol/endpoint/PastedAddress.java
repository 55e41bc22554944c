// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What did a person mean to paste, when quotes, spaces, labels or a second line came along?
///
/// Services and OBS show server and key one under the other, and people copy both at once.
record PastedAddress(String address, Secret key) {
  private static final Pattern EDGES =
      Pattern.compile("^[\\s\\p{Z}\\p{Cf}\"'`<>«»‘’“”]+|[\\s\\p{Z}\\p{Cf}\"'`<>«»‘’“”,;]+$");
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)(?:(?:rtmps?|stream(?:ing)?|ingest|publish|server|backup|primary) ?)*"
              + "(?:server|url|endpoint|address|stream ?key|stream ?name|key)(?: *[:=] *|$)");
  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z]+://");

  static PastedAddress read(String address, Secret key) {
    var apart = key.use(value -> Secret.of(bare(value)));
    var lines = lines(address);
    if (lines.size() == 1) {
      return new PastedAddress(lines.getFirst(), apart);
    }
    if (lines.size() == 2 && apart.isEmpty()) {
      var first = SCHEME.matcher(lines.getFirst()).lookingAt() ? 0 : 1;
      return new PastedAddress(lines.get(first), Secret.of(lines.get(1 - first)));
    }
    if (lines.isEmpty()) {
      return new PastedAddress("", apart);
    }
    throw new IllegalArgumentException(
        "The address has %d lines, which is more than a server and its key: give the server's address here, and the key apart."
            .formatted(lines.size()));
  }

  private static List<String> lines(String text) {
    var lines = new ArrayList<String>();
    for (var line : text.split("\\R", -1)) {
      var bare = unlabelled(bare(line));
      if (!bare.isEmpty()) {
        lines.add(bare);
      }
    }
    return lines;
  }

  private static String unlabelled(String line) {
    var label = LABEL.matcher(line);
    return label.lookingAt() ? bare(line.substring(label.end())) : line;
  }

  private static String bare(String text) {
    return EDGES.matcher(text).replaceAll("");
  }
}
