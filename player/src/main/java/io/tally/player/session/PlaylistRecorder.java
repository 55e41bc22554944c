// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session;

import static io.tally.player.playlist.parser.PlaylistParser.MOST_BYTES;

import io.tally.player.load.HttpLoader;
import io.tally.player.net.ReloadAddress;
import io.tally.player.playlist.LowLatency.ServerControl;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.parser.PlaylistParser;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What does one media playlist say over time?
///
/// It is asked for more often than a player would, so that the recording knows better when it
/// changed; where the server can hold answers back, it is asked to. Delta updates are not asked
/// for: each answer on disk stands on its own. Threads: its own virtual one.
final class PlaylistRecorder implements Runnable {
  static final HttpLoader.Limits LIMITS = new HttpLoader.Limits(MOST_BYTES, Duration.ofSeconds(10));
  private static final HttpLoader.Limits BLOCKING =
      new HttpLoader.Limits(MOST_BYTES, Duration.ofSeconds(40));
  private static final long SHORTEST_NS = 200_000_000L;

  private final RecordingLoader loader;
  private final URI uri;
  private final Optional<Map<String, String>> variables;
  private final MediaRecorder media;

  /// @param variables that it may import
  PlaylistRecorder(
      RecordingLoader loader,
      URI uri,
      Optional<Map<String, String>> variables,
      MediaRecorder media) {
    this.loader = loader;
    this.uri = uri;
    this.variables = variables;
    this.media = media;
  }

  @Override
  public void run() {
    Optional<MediaPlaylist> known = Optional.empty();
    try {
      while (loader.leftNs() > 0) {
        boolean blocking = known.filter(PlaylistRecorder::canBlock).isPresent();
        URI asked = blocking ? ReloadAddress.next(uri, known.orElseThrow(), false).uri() : uri;
        long begunNs = System.nanoTime();
        Optional<MediaPlaylist> now = once(asked, blocking ? BLOCKING : LIMITS);
        now.ifPresent(media::offer);
        if (now.filter(MediaPlaylist::isVod).isPresent()) {
          return;
        }
        long waitNs =
            blocking && now.isPresent() ? 0 : now.map(PlaylistRecorder::waitNs).orElse(SHORTEST_NS);
        long sleepNs = Math.min(loader.leftNs(), begunNs + waitNs - System.nanoTime());
        known = now;
        if (sleepNs > 0) {
          TimeUnit.NANOSECONDS.sleep(sleepNs);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the recording ends
    } finally {
      media.finish();
    }
  }

  private Optional<MediaPlaylist> once(URI asked, HttpLoader.Limits limits)
      throws InterruptedException {
    return loader
        .load(asked, Optional.empty(), limits, false)
        .map(loaded ->
            PlaylistParser.read(
                    loaded.uri(), loaded.bytes(), new Context(variables, Optional.empty()))
                .playlist())
        .filter(MediaPlaylist.class::isInstance)
        .map(MediaPlaylist.class::cast);
  }

  private static boolean canBlock(MediaPlaylist playlist) {
    return playlist.lowLatency().control().filter(ServerControl::canBlockReload).isPresent();
  }

  private static long waitNs(MediaPlaylist playlist) {
    long partNs = playlist.lowLatency().partTargetNs().orElse(Long.MAX_VALUE);
    return Math.max(SHORTEST_NS, Math.min(partNs, playlist.targetDurationNs() / 4));
  }
}
