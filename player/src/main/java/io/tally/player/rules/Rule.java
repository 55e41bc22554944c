// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import io.tally.player.playlist.Flaw.Severity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What does a good stream keep to?
///
/// The rules lie in one enum a subject; their numbers are the same for ever, because people write
/// them down.
public sealed interface Rule permits TextRule, VariantRule, LiveRule, LowLatencyRule, MediaRule {
  /// What does a rule ask for, who asks it, and how strictly?
  ///
  /// @param id the number; 0 is for plain mistakes of syntax
  /// @param severity how bad it is to break it, when the check does not say otherwise
  /// @param profiles who asks for it
  /// @param section where it is written, such as `RFC 8216bis 4.4.1.1`
  /// @param advice what is expected, and what to do when it is not so: a sentence or two
  record Demand(int id, Severity severity, Set<Profile> profiles, String section, String advice) {
    public Demand {
      profiles = Set.copyOf(profiles);
    }

    /// An error to everybody.
    static Demand must(int id, String section, String advice) {
      return new Demand(id, Severity.ERROR, Set.of(Profile.values()), section, advice);
    }

    /// A warning to everybody.
    static Demand should(int id, String section, String advice) {
      return new Demand(id, Severity.WARNING, Set.of(Profile.values()), section, advice);
    }

    /// The same, asked by some only.
    Demand by(Profile... some) {
      return new Demand(id, severity, Set.of(some), section, advice);
    }
  }

  /// What it asks for, by whom, and where that is written.
  Demand demand();

  /// The number; 0 is for plain mistakes of syntax.
  default int id() {
    return demand().id();
  }

  /// How bad it is to break it, when the check does not say otherwise.
  default Severity severity() {
    return demand().severity();
  }

  /// Who asks for it.
  default Set<Profile> profiles() {
    return demand().profiles();
  }

  /// Where it is written, such as `RFC 8216bis 4.4.1.1`.
  default String section() {
    return demand().section();
  }

  /// What is expected, and what to do when it is not so: a sentence or two.
  default String advice() {
    return demand().advice();
  }

  /// Whether it is asked of a stream whose manifest is an MPD, or a playlist of HLS. Of an MPD are
  /// asked what is said of media and their delivery, and that it can be read.
  default boolean isAskedOf(boolean mpd) {
    if (!mpd) {
      return this != TextRule.MANIFEST;
    }
    return switch (this) {
      case TextRule text -> Set.of(TextRule.MANIFEST, TextRule.SYNTAX, TextRule.KEY).contains(text);
      case VariantRule variant ->
          Set.of(VariantRule.CODECS, VariantRule.RESOLUTION).contains(variant);
      case LiveRule live ->
          Set.of(LiveRule.STALE, LiveRule.AVAILABLE, LiveRule.DATES_PLAUSIBLE).contains(live);
      case LowLatencyRule _ -> false;
      case MediaRule media ->
          !Set.of(MediaRule.COMPRESSED, MediaRule.TABLES_FIRST, MediaRule.TIME_OF_AUDIO_AND_TEXT)
              .contains(media);
    };
  }

  /// How bad something is in a stream of this kind. In MPEG-DASH a length that is told may be off
  /// by half of it, and the bit rate above for as long as minBufferTime lets a player prepare
  /// (ISO/IEC 23009-1 5.3.5.2 and 5.3.9.5): what is an error in HLS is a hint there.
  ///
  /// @param found how bad it would be in HLS
  default Severity severity(boolean mpd, Severity found) {
    boolean hint = mpd && (this == MediaRule.DURATION_TRUE || this == MediaRule.BANDWIDTH);
    return hint ? Severity.WARNING : found;
  }

  /// The name of the constant, which says what it is about.
  String name();

  /// All rules by number.
  static List<Rule> all() {
    return Stream.<Rule[]>of(
            TextRule.values(),
            VariantRule.values(),
            LiveRule.values(),
            LowLatencyRule.values(),
            MediaRule.values())
        .flatMap(Arrays::stream)
        .sorted(Comparator.comparingInt(Rule::id))
        .toList();
  }

  /// The rule with a number.
  static Optional<Rule> of(int id) {
    return all().stream().filter(rule -> rule.id() == id).findFirst();
  }
}
