// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event;

import io.tally.player.event.id3.Id3Tag;
import io.tally.player.event.scte35.SpliceSection;

/// What is attached to a moment or a stretch of a stream's time?
public sealed interface TimedEvent {
  /// When it holds.
  When when();

  /// How it came: a tag of the playlist, or what carried it in the segment.
  String origin();

  /// Its bytes in hexadecimal, as far as they are kept; of what a playlist tells the text as it
  /// stands.
  String raw();

  /// What kind of thing it is, in a word or two.
  String kind();

  /// What it says, in a line.
  String words();

  /// Whether another one is the same thing told again, perhaps with more in it.
  boolean isSame(TimedEvent other);

  /// Attached by the playlist to a stretch of dates (EXT-X-DATERANGE).
  record Range(When when, RangeFacts facts, String raw) implements TimedEvent {
    @Override
    public String origin() {
      return "EXT-X-DATERANGE";
    }

    @Override
    public String kind() {
      return facts.interstitial().isPresent() ? "Interstitial" : "Date range";
    }

    @Override
    public String words() {
      return facts.words();
    }

    @Override
    public boolean isSame(TimedEvent other) {
      return other instanceof Range range && range.facts.id().equals(facts.id());
    }
  }

  /// A break that the playlist marks by tags of its makers (EXT-X-CUE-OUT and EXT-X-CUE-IN).
  ///
  /// @param out it begins, else it ends
  record Cue(When when, boolean out, String origin, String raw) implements TimedEvent {
    private static final long NEAR_NS = 1_000_000_000L; // durations in these tags are rounded

    @Override
    public String kind() {
      return "Cue";
    }

    @Override
    public String words() {
      return out ? "A break begins" + Words.lasting(when) : "A break ends";
    }

    @Override
    public boolean isSame(TimedEvent other) {
      return other instanceof Cue cue && cue.out == out && cue.when.isNear(when, NEAR_NS);
    }
  }

  /// A section of SCTE 35.
  record Splice(When when, SpliceSection section, String origin, String raw) implements TimedEvent {
    @Override
    public String kind() {
      return "SCTE-35";
    }

    @Override
    public String words() {
      return section.words();
    }

    @Override
    public boolean isSame(TimedEvent other) {
      return other instanceof Splice splice
          && splice.raw.equals(raw)
          && splice.when.isNear(when, Words.SAME_NS);
    }
  }

  /// Metadata in ID3 tags.
  record Metadata(When when, Id3Tag tag, String origin, String raw) implements TimedEvent {
    @Override
    public String kind() {
      return "ID3";
    }

    @Override
    public String words() {
      return tag.words();
    }

    @Override
    public boolean isSame(TimedEvent other) {
      return other instanceof Metadata metadata
          && metadata.raw.equals(raw)
          && metadata.when.isNear(when, Words.SAME_NS);
    }
  }

  /// An event message of a scheme that is not known here.
  ///
  /// @param scheme what names it
  /// @param value what the box says beside
  /// @param text its payload, when that is text; else empty
  record Message(When when, String scheme, String value, String text, String raw)
      implements TimedEvent {
    @Override
    public String origin() {
      return "emsg";
    }

    @Override
    public String kind() {
      return "Message";
    }

    @Override
    public String words() {
      return scheme
          + (value.isEmpty() ? "" : " (" + value + ")")
          + (text.isEmpty() ? "" : ": " + text);
    }

    @Override
    public boolean isSame(TimedEvent other) {
      return other instanceof Message message
          && message.raw.equals(raw)
          && message.scheme.equals(scheme)
          && message.when.isNear(when, Words.SAME_NS);
    }
  }
}
