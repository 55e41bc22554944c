// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event;

import io.tally.player.event.scte35.SpliceReader;
import io.tally.player.event.scte35.SpliceSection;
import io.tally.player.playlist.DateRange;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What does a date range say beside its time (RFC 8216bis 4.4.5.1 and appendix D)?
///
/// @param id by which it is told again
/// @param className whose rules its attributes follow
/// @param ending how its end is known
/// @param splices what its SCTE35 attributes say, by their names
/// @param interstitial what is to be played there instead, when it says that
/// @param other its further attributes
public record RangeFacts(
    String id,
    Optional<String> className,
    Ending ending,
    Map<String, SpliceSection> splices,
    Optional<Interstitial> interstitial,
    Map<String, String> other) {
  private static final String INTERSTITIAL = "com.apple.hls.interstitial";
  private static final List<String> SPLICES = List.of("SCTE35-CMD", "SCTE35-OUT", "SCTE35-IN");
  private static final Set<String> OWN =
      Set.of(
          "ID",
          "CLASS",
          "START-DATE",
          "END-DATE",
          "DURATION",
          "PLANNED-DURATION",
          "END-ON-NEXT",
          "SCTE35-CMD",
          "SCTE35-OUT",
          "SCTE35-IN");

  public RangeFacts {
    splices = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(splices));
    other = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(other));
  }

  /// How is its end known?
  public enum Ending {
    /// By END-DATE or DURATION.
    TOLD,
    /// The next range of its class begins there (END-ON-NEXT).
    NEXT,
    /// By PLANNED-DURATION only.
    PLANNED,
    /// Not yet, or it is a moment.
    OPEN
  }

  /// What is to be played instead (appendix D)?
  ///
  /// @param asset X-ASSET-URI or X-ASSET-LIST
  /// @param details its other attributes
  public record Interstitial(String asset, Map<String, String> details) {
    public Interstitial {
      details = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
  }

  /// Of a range of a playlist.
  static RangeFacts of(DateRange range, Ending ending) {
    Map<String, SpliceSection> splices = new LinkedHashMap<>();
    for (String name : SPLICES) {
      bytes(range.attributes().get(name))
          .ifPresent(bytes -> splices.put(name, SpliceReader.read(bytes)));
    }
    Map<String, String> other = new LinkedHashMap<>(range.attributes());
    OWN.forEach(other::remove);
    Optional<Interstitial> interstitial = Optional.empty();
    if (range.className().equals(Optional.of(INTERSTITIAL))) {
      String uri = other.remove("X-ASSET-URI");
      String list = other.remove("X-ASSET-LIST");
      String asset = uri != null ? uri : list != null ? list : "";
      interstitial = Optional.of(new Interstitial(asset, other));
      other = Map.of();
    }
    return new RangeFacts(range.id(), range.className(), ending, splices, interstitial, other);
  }

  /// Of a hexadecimal sequence (4.2); empty when it is none.
  private static Optional<byte[]> bytes(@org.jspecify.annotations.Nullable String text) {
    if (text == null || !text.matches("0[xX]([0-9A-Fa-f]{2}){1,8192}")) {
      return Optional.empty();
    }
    return Optional.of(HexFormat.of().parseHex(text.substring(2)));
  }

  String words() {
    List<String> parts = new ArrayList<>();
    parts.add(className.map(name -> id + " of class " + name).orElse(id));
    switch (ending) {
      case NEXT -> parts.add("until the next of its class");
      case PLANNED -> parts.add("as planned");
      case TOLD, OPEN -> {}
    }
    splices.forEach((name, splice) -> parts.add(name + ": " + splice.words()));
    interstitial.ifPresent(asset -> {
      parts.add("plays " + (asset.asset().isEmpty() ? "nothing that it names" : asset.asset()));
      asset.details().forEach((name, value) -> parts.add(name + "=" + value));
    });
    other.forEach((name, value) -> parts.add(name + "=" + value));
    return Words.shown(String.join("; ", parts));
  }
}
