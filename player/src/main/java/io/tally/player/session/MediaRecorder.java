// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session;

import io.tally.player.load.HttpLoader;
import io.tally.player.playlist.EncryptionKey;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Part;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.playlist.Segment.InitSection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Which media of one playlist are recorded: keys, initialization sections, segments and parts,
/// each once, from where a player would begin.
///
/// Threads: its own virtual one; playlists come from another.
final class MediaRecorder implements Runnable {
  private static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(100 << 20, Duration.ofSeconds(60));
  private static final int MOST_KNOWN = 20_000;

  private record Wanted(URI uri, Optional<ByteRange> range) {}

  private final RecordingLoader loader;
  private final LinkedBlockingQueue<Optional<MediaPlaylist>> playlists =
      new LinkedBlockingQueue<>();
  private final Set<Wanted> known = new LinkedHashSet<>();
  private long from = -1;

  MediaRecorder(RecordingLoader loader) {
    this.loader = loader;
  }

  /// Takes the newest playlist.
  void offer(MediaPlaylist playlist) {
    playlists.add(Optional.of(playlist));
  }

  /// No playlist comes any more: it ends when all is loaded.
  void finish() {
    playlists.add(Optional.empty());
  }

  @Override
  public void run() {
    try {
      while (loader.leftNs() > 0) {
        Optional<MediaPlaylist> next = playlists.poll(loader.leftNs(), TimeUnit.NANOSECONDS);
        if (next == null || next.isEmpty()) {
          return;
        }
        for (Wanted wanted : wanted(next.get())) {
          if (loader.leftNs() == 0) {
            return;
          }
          if (known.add(wanted)) {
            loader.load(wanted.uri(), wanted.range(), LIMITS, true);
          }
        }
        while (known.size() > MOST_KNOWN) {
          known.remove(known.iterator().next());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the recording ends
    }
  }

  /// In the order in which a player needs them.
  private List<Wanted> wanted(MediaPlaylist playlist) {
    if (from < 0 || from > playlist.endSequence()) {
      from = playlist.joinSequence();
    }
    List<Wanted> wanted = new ArrayList<>();
    for (Segment segment : playlist.segments()) {
      if (segment.mediaSequence() >= from && !segment.gap()) {
        keys(segment.keys(), wanted);
        segment.init().ifPresent(init -> init(init, wanted));
        parts(segment.parts(), wanted);
        wanted.add(new Wanted(segment.uri(), segment.range()));
      }
    }
    parts(playlist.lowLatency().openParts(), wanted);
    return wanted;
  }

  private static void init(InitSection init, List<Wanted> wanted) {
    keys(init.keys(), wanted);
    wanted.add(new Wanted(init.uri(), init.range()));
  }

  private static void keys(List<EncryptionKey> keys, List<Wanted> wanted) {
    for (EncryptionKey key : keys) {
      if (key.format().equals(EncryptionKey.IDENTITY) && key.uri().isPresent()) {
        wanted.add(new Wanted(key.uri().get(), Optional.empty()));
      }
    }
  }

  private static void parts(List<Part> parts, List<Wanted> wanted) {
    for (Part part : parts) {
      if (!part.gap()) {
        wanted.add(new Wanted(part.uri(), part.range()));
      }
    }
  }
}
