// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What did a check see lately?
///
/// Keeps the newest thousand segments, and of each playlist the newest versions that differ, as
/// long as all of them stay below eight million characters. Threads: any.
public final class Trace {
  private static final int MOST_SEGMENTS = 1_000;
  private static final int MOST_VERSIONS = 12;
  private static final int MOST_CHARACTERS = 8_000_000;

  private final Deque<SegmentSample> segments = new ArrayDeque<>(); // guarded by this
  private final Map<String, Deque<PlaylistVersion>> playlists =
      new LinkedHashMap<>(); // guarded by this
  private long characters; // guarded by this

  /// Takes what a segment was like.
  public synchronized void add(SegmentSample sample) {
    segments.addLast(sample);
    if (segments.size() > MOST_SEGMENTS) {
      segments.removeFirst();
    }
  }

  /// Takes a playlist; one that says what it said before is not kept.
  public synchronized void add(PlaylistVersion version) {
    Deque<PlaylistVersion> versions =
        playlists.computeIfAbsent(version.track(), _ -> new ArrayDeque<>());
    boolean same = !versions.isEmpty() && versions.getLast().text().equals(version.text());
    if (same || version.text().length() > MOST_CHARACTERS / 2) {
      return;
    }
    versions.addLast(version);
    characters += version.text().length();
    while (versions.size() > MOST_VERSIONS
        || (characters > MOST_CHARACTERS && versions.size() > 1)) {
      characters -= versions.removeFirst().text().length();
    }
  }

  /// The segments, oldest first.
  public synchronized List<SegmentSample> segments() {
    return List.copyOf(segments);
  }

  /// The versions of each playlist, oldest first.
  public synchronized Map<String, List<PlaylistVersion>> playlists() {
    Map<String, List<PlaylistVersion>> all = new LinkedHashMap<>();
    playlists.forEach((track, versions) -> all.put(track, new ArrayList<>(versions)));
    return all;
  }
}
