// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.mpd;

/// How can the clock be read by which a live MPD announces its segments (ISO/IEC 23009-1 5.8.4.11)?
///
/// @param scheme of UTCTiming, such as `urn:mpeg:dash:utc:http-iso:2014`
/// @param value an address, or the time itself
public record ClockSource(String scheme, String value) {
  private static final String FAMILY = "urn:mpeg:dash:utc:";

  /// Which of the ways that are known?
  public enum Way {
    /// The value is the time.
    DIRECT,
    /// The answer of the address is the time.
    BODY,
    /// The Date of the answer is the time.
    HEAD,
    /// Another one, such as NTP.
    OTHER
  }

  /// Which of the ways that are known.
  public Way way() {
    String name = scheme.startsWith(FAMILY) ? scheme.substring(FAMILY.length()) : "";
    return switch (name.replaceFirst(":\\d{4}$", "")) {
      case "direct" -> Way.DIRECT;
      case "http-iso", "http-xsdate" -> Way.BODY;
      case "http-head" -> Way.HEAD;
      default -> Way.OTHER;
    };
  }
}
