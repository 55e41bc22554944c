// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.text;

import io.tally.player.playlist.text.AttributeList;
import io.tally.player.playlist.text.Line;
import io.tally.player.playlist.text.PlaylistText;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;
import java.util.Map;

/// Is EXT-X-VERSION as high as what is used asks for (rule 5, RFC 8216bis 8)?
final class VersionCheck {
  private static final int BYTE_RANGES = 4;
  private static final int SAMPLE_KEYS = 5;
  private static final int INIT_SECTIONS = 6;
  private static final int SERVICES = 7;
  private static final int VARIABLES = 8;
  private static final int DELTA_UPDATES = 9;
  private static final int DELTA_DATE_RANGES = 10;
  private static final int QUERY_VARIABLES = 11;
  private static final int REQUIRED_ATTRIBUTES = 12;

  private record Need(int version, String what) {}

  private static final Need NONE = new Need(1, "");

  private VersionCheck() {}

  static void check(PlaylistText text, int version, Reporter out) {
    boolean iframes = text.has("#EXT-X-I-FRAMES-ONLY");
    Need highest = NONE;
    int line = 0;
    for (Line now : text.lines()) {
      Need need = need(now, iframes);
      if (need.version() > highest.version()) {
        highest = need;
        line = now.number();
      }
    }
    if (highest.version() > version) {
      out.report(
          TextRule.VERSION,
          line,
          "The playlist says version %d and uses %s, which needs %d",
          version,
          highest.what(),
          highest.version());
    }
  }

  private static Need need(Line line, boolean iframes) {
    return switch (line.name()) {
      case "#EXTINF" -> {
        int comma = line.value().indexOf(',');
        String seconds = comma < 0 ? line.value() : line.value().substring(0, comma);
        yield seconds.contains(".") ? new Need(3, "EXTINF with decimals") : NONE;
      }
      case "#EXT-X-BYTERANGE" -> new Need(BYTE_RANGES, "EXT-X-BYTERANGE");
      case "#EXT-X-I-FRAMES-ONLY" -> new Need(BYTE_RANGES, "EXT-X-I-FRAMES-ONLY");
      case "#EXT-X-KEY", "#EXT-X-SESSION-KEY" -> key(line.attributes());
      case "#EXT-X-MAP" ->
          iframes
              ? new Need(SAMPLE_KEYS, "EXT-X-MAP with I-frames only")
              : new Need(INIT_SECTIONS, "EXT-X-MAP");
      case "#EXT-X-DEFINE" ->
          line.attributes().text("QUERYPARAM").isPresent()
              ? new Need(QUERY_VARIABLES, "EXT-X-DEFINE with QUERYPARAM")
              : new Need(VARIABLES, "EXT-X-DEFINE");
      case "#EXT-X-SKIP" ->
          line.attributes().text("RECENTLY-REMOVED-DATERANGES").isPresent()
              ? new Need(DELTA_DATE_RANGES, "EXT-X-SKIP of date ranges")
              : new Need(DELTA_UPDATES, "EXT-X-SKIP");
      case "#EXT-X-MEDIA" ->
          line.attributes().text("INSTREAM-ID").orElse("").startsWith("SERVICE")
              ? new Need(SERVICES, "INSTREAM-ID with a SERVICE")
              : NONE;
      case "#EXT-X-STREAM-INF", "#EXT-X-I-FRAME-STREAM-INF" -> required(line.attributes());
      default -> NONE;
    };
  }

  private static Need key(AttributeList attributes) {
    Map<String, String> values = attributes.values();
    if (values.containsKey("KEYFORMAT")
        || values.containsKey("KEYFORMATVERSIONS")
        || values.getOrDefault("METHOD", "").startsWith("SAMPLE-AES")) {
      return new Need(SAMPLE_KEYS, "SAMPLE-AES or KEYFORMAT");
    }
    return values.containsKey("IV") ? new Need(2, "IV in EXT-X-KEY") : NONE;
  }

  private static Need required(AttributeList attributes) {
    return attributes.values().keySet().stream().anyMatch(name -> name.startsWith("REQ-"))
        ? new Need(REQUIRED_ATTRIBUTES, "an attribute that begins with REQ-")
        : NONE;
  }
}
