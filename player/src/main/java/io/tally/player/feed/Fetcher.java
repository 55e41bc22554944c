// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import io.tally.player.adapt.AbrController;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.load.LoadMeter;
import io.tally.player.load.SegmentOpener;
import io.tally.player.playlist.LowLatency.PreloadHint;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.playlist.Segment.InitSection;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which bytes does a chunk have, in the clear, and what does its coming say of the line?
///
/// Begins the part that a playlist hints at before it is announced, so that it comes without a
/// round trip more; what the next playlist does not name is let go. Threads: one at a time.
final class Fetcher implements AutoCloseable {
  private static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(100 << 20, Duration.ofSeconds(60));

  /// A chunk's bytes and those of its initialization section.
  @SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
  record Fetched(byte[] init, byte[] media) {}

  private record Hinted(PreloadHint hint, EarlyLoad load) {}

  private final HttpLoader http;
  private final SegmentOpener opener;
  private final AbrController abr;
  private @Nullable Hinted hinted;

  Fetcher(HttpLoader http, AbrController abr) {
    this.http = http;
    this.abr = abr;
    opener = new SegmentOpener(http);
  }

  /// Fetches a chunk.
  ///
  /// @param meter may break it off
  Fetched fetch(Chunk chunk, LoadMeter meter) throws LoadException, InterruptedException {
    Optional<byte[]> early = hinted(chunk);
    if (early.isPresent()) {
      return opened(chunk, early.get());
    }
    // Side by side: on a far server each costs a round trip, and a viewer waits for both.
    Optional<EarlyLoad> beside =
        opener.has(chunk.segment().init())
            ? Optional.empty()
            : Optional.of(new EarlyLoad(() -> load(chunk, meter)));
    try {
      if (beside.isPresent()) {
        opener.init(chunk.segment().init());
      }
      return opened(chunk, beside.isPresent() ? beside.get().bytes() : load(chunk, meter));
    } finally {
      beside.ifPresent(EarlyLoad::cancel);
    }
  }

  private byte[] load(Chunk chunk, LoadMeter meter) throws LoadException, InterruptedException {
    byte[] bytes = http.load(chunk.uri(), chunk.range(), LIMITS, meter).bytes();
    abr.measured(bytes.length, meter.firstByteNs(), meter.elapsedNs() - meter.firstByteNs());
    return bytes;
  }

  private Fetched opened(Chunk chunk, byte[] media) throws LoadException, InterruptedException {
    byte[] init = opener.init(chunk.segment().init());
    return new Fetched(init, opener.open(media, chunk.segment(), chunk.uri()));
  }

  /// The bytes of a chunk that was begun early; a hint that came to nothing is forgotten.
  private Optional<byte[]> hinted(Chunk chunk) throws InterruptedException {
    Hinted begun = hinted;
    if (begun == null) {
      return Optional.empty();
    }
    hinted = null;
    PreloadHint hint = begun.hint();
    long from = chunk.range().map(ByteRange::offset).orElse(0L);
    if (!hint.uri().equals(chunk.uri()) || hint.start() != from) {
      begun.load().cancel();
      return Optional.empty();
    }
    try {
      byte[] bytes = begun.load().bytes();
      long wanted = chunk.range().map(ByteRange::length).orElse((long) bytes.length);
      return bytes.length == wanted ? Optional.of(bytes) : Optional.empty();
    } catch (LoadException _) {
      return Optional.empty(); // asked for again, now that it is announced
    }
  }

  /// Begins what a playlist says will come next.
  void prepare(MediaPlaylist playlist) throws InterruptedException {
    for (PreloadHint hint : playlist.lowLatency().hints()) {
      switch (hint.type()) {
        case MAP -> prepareSection(hint);
        case PART -> preparePart(hint);
      }
    }
  }

  private void prepareSection(PreloadHint hint) throws InterruptedException {
    if (hint.start() > 0 || hint.length().isPresent()) {
      return; // its range is told with certainty only when it is announced
    }
    Optional<InitSection> section = Optional.of(new InitSection(hint.uri(), Optional.empty()));
    if (!opener.has(section)) {
      try {
        opener.init(section);
      } catch (LoadException _) {
        return; // a hint may come to nothing; when it is announced it is loaded with its retries
      }
    }
  }

  private void preparePart(PreloadHint hint) {
    Hinted begun = hinted;
    boolean openEnded = hint.start() > 0 && hint.length().isEmpty();
    if (openEnded
        || (begun != null
            && begun.hint().uri().equals(hint.uri())
            && begun.hint().start() == hint.start())) {
      return;
    }
    if (begun != null) {
      begun.load().cancel();
    }
    Optional<ByteRange> range =
        hint.length().isPresent()
            ? Optional.of(new ByteRange(hint.start(), hint.length().getAsLong()))
            : Optional.empty();
    hinted = new Hinted(hint, new EarlyLoad(() -> http.load(hint.uri(), range, LIMITS).bytes()));
  }

  /// After a restart the same name may mean another section.
  void forget() {
    opener.forget();
    close();
  }

  /// Breaks off what was begun early. Idempotent.
  @Override
  public void close() {
    Hinted begun = hinted;
    if (begun != null) {
      begun.load().cancel();
      hinted = null;
    }
  }
}
