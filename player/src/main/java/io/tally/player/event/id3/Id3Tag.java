// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.id3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What do the ID3 tags of a moment say?
///
/// @param frames of all of them, in order
/// @param problem what is wrong, in a sentence; what could be read is there all the same
public record Id3Tag(List<Id3Frame> frames, Optional<String> problem) {
  public Id3Tag {
    frames = List.copyOf(frames);
  }

  /// What it says, in a line for people.
  public String words() {
    List<String> parts = new ArrayList<>();
    problem.ifPresent(parts::add);
    frames.forEach(frame -> parts.add(words(frame)));
    return parts.isEmpty() ? "an empty tag" : String.join("; ", parts);
  }

  private static String words(Id3Frame frame) {
    return switch (frame) {
      case Id3Frame.Text text ->
          named(text.id(), text.description()) + String.join(", ", text.values());
      case Id3Frame.Link link -> named(link.id(), link.description()) + link.address();
      case Id3Frame.Comment comment ->
          named(comment.id(), joined(comment.language(), comment.description())) + comment.text();
      case Id3Frame.Owned owned ->
          named(owned.id(), owned.owner())
              + (owned.data().isEmpty() ? "" : "0x" + owned.data())
              + (owned.data().length() < 2 * owned.bytes()
                  ? "… (%d bytes)".formatted(owned.bytes())
                  : "");
      case Id3Frame.Blob blob ->
          named(blob.id(), joined(blob.name(), blob.description()))
              + "%s, %d bytes".formatted(blob.type(), blob.bytes());
      case Id3Frame.Other other -> "%s, %d bytes".formatted(other.id(), other.bytes());
    };
  }

  private static String joined(String one, String other) {
    return List.of(one, other).stream()
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String named(String id, String detail) {
    return detail.isEmpty() ? id + ": " : id + " (" + detail + "): ";
  }
}
