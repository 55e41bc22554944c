// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.text;

import io.tally.player.playlist.text.AttributeList;
import io.tally.player.playlist.text.Line;
import io.tally.player.playlist.text.PlaylistText;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;

/// Do keys have the initialization vector that their method asks for (rule 14)?
final class KeyCheck {
  private KeyCheck() {}

  static void check(PlaylistText text, Reporter out) {
    boolean bare = false; // AES-128 without an IV holds
    for (Line line : text.lines()) {
      if (line.is("#EXT-X-KEY")) {
        AttributeList attributes = line.attributes();
        String method = attributes.text("METHOD").orElse("");
        boolean vector = attributes.text("IV").isPresent();
        bare = method.equals("AES-128") && !vector;
        if (vector && (method.endsWith("-CTR") || method.endsWith("-GCM"))) {
          out.report(TextRule.KEY, line.number(), "METHOD=%s takes its IV from the media", method);
        }
      } else if (line.is("#EXT-X-MAP") && bare) {
        out.report(
            TextRule.KEY,
            line.number(),
            "EXT-X-MAP is encrypted by a key of AES-128 without IV, and has no number to take one"
                + " from");
        bare = false;
      }
    }
  }
}
