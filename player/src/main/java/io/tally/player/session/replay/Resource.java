// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.replay;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.playlist.parser.PlaylistParser;
import io.tally.player.session.store.StoredAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What did one address answer, and when?
///
/// Answers are in the order in which they were whole. Threads: filled by one, then read by any.
final class Resource {
  private static final int MOST_PLAYLIST_BYTES = PlaylistParser.MOST_BYTES;

  /// How far a playlist was.
  ///
  /// @param end number of the segment that comes next
  /// @param parts of it that are there
  private record Reached(long end, int parts) {
    boolean has(long msn, long part) {
      return end > msn || (part >= 0 && end == msn && parts > part);
    }
  }

  private final List<StoredAnswer> answers = new ArrayList<>();
  private final Map<Path, Optional<Reached>> reached = new HashMap<>();

  /// Takes the next answer.
  void add(StoredAnswer answer) throws IOException {
    answers.add(answer);
    if (answer.body().filter(body -> body.toString().endsWith(".m3u8")).isPresent()) {
      Path body = answer.body().orElseThrow();
      if (!reached.containsKey(body)) {
        reached.put(body, reached(answer, body));
      }
    }
  }

  private static Optional<Reached> reached(StoredAnswer answer, Path body) throws IOException {
    if (Files.size(body) > MOST_PLAYLIST_BYTES) {
      throw new IOException(body + " is larger than a playlist may be");
    }
    Playlist playlist =
        PlaylistParser.parse(URI.create(answer.address()), Files.readAllBytes(body));
    return playlist instanceof MediaPlaylist media
        ? Optional.of(new Reached(media.endSequence(), media.lowLatency().openParts().size()))
        : Optional.empty();
  }

  private Optional<Reached> reached(StoredAnswer answer) {
    return answer.body().flatMap(body -> reached.getOrDefault(body, Optional.empty()));
  }

  /// Whether it is a playlist, which changes.
  boolean isPlaylist() {
    return !reached.isEmpty();
  }

  /// What it answers at a moment: the newest that was there by then; before all, the first.
  StoredAnswer at(long nowMs) {
    StoredAnswer newest = answers.getFirst();
    for (StoredAnswer answer : answers) {
      if (answer.thereMs() <= nowMs) {
        newest = answer;
      }
    }
    return newest;
  }

  /// What it answers to a question for some of its bytes: of the answers that have them the newest
  /// by then, else what it answers at all.
  StoredAnswer at(long nowMs, ByteRange wanted) {
    StoredAnswer best = at(nowMs);
    if (covers(best, wanted)) {
      return best;
    }
    for (StoredAnswer answer : answers) {
      boolean early = !covers(best, wanted);
      if (covers(answer, wanted) && (early || answer.thereMs() <= nowMs)) {
        best = answer;
      }
    }
    return best;
  }

  private static boolean covers(StoredAnswer answer, ByteRange wanted) {
    Optional<ByteRange> range = answer.range();
    return answer.body().isPresent()
        && (range.isEmpty()
            || (range.get().offset() <= wanted.offset()
                && wanted.offset() + wanted.length()
                    <= range.get().offset() + range.get().length()));
  }

  /// When it first had what a blocking reload asks for; empty when it never had.
  ///
  /// @param part negative for the whole segment
  Optional<Long> hasAt(long msn, long part) {
    return answers.stream()
        .filter(answer -> reached(answer).filter(now -> now.has(msn, part)).isPresent())
        .map(StoredAnswer::thereMs)
        .findFirst();
  }

  /// Whether a blocking reload asks for more than two segments after the end (RFC 8216bis 6.2.5.2).
  boolean isTooFar(long msn, long nowMs) {
    return reached(at(nowMs)).filter(now -> msn > now.end() + 2).isPresent();
  }
}
