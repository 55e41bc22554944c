// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.parser.PlaylistParser;
import java.io.Serial;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Which media playlist does an URL lead to?
///
/// Tries again until its patience ends, for a live stream that is just starting has no playlist
/// yet. Of a multivariant playlist the first variant is taken, which is the one that its author
/// wants to be begun with (RFC 8216 6.3.1). Threads: waits, so a virtual one.
final class Opener {
  private static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(PlaylistParser.MOST_BYTES, Duration.ofSeconds(10));
  private static final long FIRST_RETRY_MS = 250;
  private static final long LAST_RETRY_MS = 2_000;

  /// @param uri to ask for reloads
  /// @param requestedAtNanos `System.nanoTime` of the request
  record Opened(URI uri, MediaPlaylist playlist, long requestedAtNanos) {}

  /// There is nothing to play at this address; the problem is a sentence.
  static final class NotPlayableException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final String problem;

    NotPlayableException(String problem) {
      super(problem);
      this.problem = problem;
    }

    String problem() {
      return problem;
    }
  }

  private final HttpLoader http;
  private final long deadlineNanos;
  private final Consumer<String> problems;

  /// @param deadlineNanos `System.nanoTime` after which a failure is final
  /// @param problems told what went wrong and is tried again
  Opener(HttpLoader http, long deadlineNanos, Consumer<String> problems) {
    this.http = http;
    this.deadlineNanos = deadlineNanos;
    this.problems = problems;
  }

  /// @param notes told what will not be as the stream offers it
  Opened open(URI uri, Consumer<String> notes) throws NotPlayableException, InterruptedException {
    Loaded first = load(uri);
    return switch (first.playlist()) {
      case MediaPlaylist media -> playable(uri, media, first.requestedAtNanos());
      case MultivariantPlaylist multivariant -> {
        MultivariantPlaylist.Variant variant = variant(multivariant);
        if (variant.audioGroup().isPresent()) {
          notes.accept("If the sound is in a playlist of its own, it is not played yet");
        }
        Loaded second = load(variant.uri());
        if (second.playlist() instanceof MediaPlaylist media) {
          yield playable(variant.uri(), media, second.requestedAtNanos());
        }
        throw new NotPlayableException(
            "The variant's address did not give a media playlist: "
                + LoadException.shown(variant.uri()));
      }
      case Playlist.Unreadable unreadable ->
          throw new NotPlayableException(
              unreadable.problem() + "; check the address " + LoadException.shown(uri));
    };
  }

  private record Loaded(Playlist playlist, long requestedAtNanos) {}

  private Loaded load(URI uri) throws NotPlayableException, InterruptedException {
    long retryMs = FIRST_RETRY_MS;
    while (true) {
      long requestedAt = System.nanoTime();
      try {
        HttpLoader.Loaded loaded = http.load(uri, Optional.empty(), LIMITS);
        return new Loaded(PlaylistParser.parse(loaded.uri(), loaded.bytes()), requestedAt);
      } catch (LoadException e) {
        String problem = String.valueOf(e.getMessage());
        if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(retryMs) > deadlineNanos) {
          throw new NotPlayableException(
              e.reach() == LoadException.Reach.REFUSED
                  ? problem + "; check the address, and whether the stream is on"
                  : problem);
        }
        problems.accept(problem);
        TimeUnit.MILLISECONDS.sleep(retryMs);
        retryMs = Math.min(LAST_RETRY_MS, retryMs * 2);
      }
    }
  }

  private static MultivariantPlaylist.Variant variant(MultivariantPlaylist multivariant)
      throws NotPlayableException {
    if (multivariant.variants().isEmpty()) {
      throw new NotPlayableException(
          "The multivariant playlist names no variant that can be loaded: "
              + LoadException.shown(multivariant.uri()));
    }
    return multivariant.variants().getFirst();
  }

  private static Opened playable(URI uri, MediaPlaylist media, long requestedAtNanos)
      throws NotPlayableException {
    if (media.encryption().isPresent()) {
      MediaPlaylist.Encryption key = media.encryption().get();
      throw new NotPlayableException(
          "The stream is encrypted (EXT-X-KEY METHOD=%s in line %d of its playlist), which is not supported yet"
              .formatted(key.method(), key.line()));
    }
    if (media.ended() && media.segments().isEmpty()) {
      throw new NotPlayableException("The playlist has ended and names no segment");
    }
    return new Opened(uri, media, requestedAtNanos);
  }
}
