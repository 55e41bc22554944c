// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import io.tally.player.adapt.AbrController;
import io.tally.player.load.ArrivingBytes;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.load.LoadMeter;
import io.tally.player.load.SegmentOpener;
import io.tally.player.playlist.LowLatency.PreloadHint;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Part;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.playlist.Segment.InitSection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which bytes does a chunk have, in the clear, and what does its coming say of the line?
///
/// Begins the part that a playlist hints at before it is announced, so that it comes without a
/// round trip more; what the next playlist does not name is let go. Where the hint has no end (RFC
/// 8216bis 4.4.5.3), one request gives all parts of a segment while it grows. Threads: one at a
/// time.
final class Fetcher implements AutoCloseable {
  private static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(100 << 20, Duration.ofSeconds(60));
  private static final long LATE_NS = 1_000_000_000L;

  /// A chunk's bytes and those of its initialization section.
  @SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
  record Fetched(byte[] init, byte[] media) {}

  /// What a hint announced, as it comes.
  private record Hinted(PreloadHint hint, ArrivingBytes bytes, EarlyLoad load) {
    /// Whether another hint announces what comes anyway: more of a resource that grows.
    boolean covers(PreloadHint other) {
      boolean grows = hint.length().isEmpty() && hint.start() <= other.start() && !bytes.isDone();
      return hint.uri().equals(other.uri()) && (grows || hint.start() == other.start());
    }
  }

  private final HttpLoader http;
  private final SegmentOpener opener;
  private final AbrController abr;
  private @Nullable Hinted hinted;
  private boolean heldBack; // something on the way gives a growing resource only when it is whole

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
    long from = chunk.range().map(ByteRange::offset).orElse(0L);
    boolean whole = chunk.range().isEmpty();
    boolean part = !whole && begun.hint().length().isEmpty();
    Optional<byte[]> bytes = Optional.empty();
    if (begun.hint().uri().equals(chunk.uri()) && begun.hint().start() <= from) {
      try {
        bytes =
            begun
                .bytes()
                .take(
                    from,
                    chunk.range().map(ByteRange::length),
                    part ? chunk.durationNs() + LATE_NS : LIMITS.patience().toNanos());
        heldBack |= part && bytes.isEmpty();
      } catch (LoadException _) {
        // asked for again, now that it is announced
      }
    }
    if (bytes.isEmpty() || begun.bytes().isDone() || !part) {
      close();
    }
    return bytes;
  }

  /// Begins what a playlist says will come next.
  void prepare(MediaPlaylist playlist) throws InterruptedException {
    for (PreloadHint hint : playlist.lowLatency().hints()) {
      switch (hint.type()) {
        case MAP -> prepareSection(hint);
        case PART -> preparePart(hint, hasRanges(playlist));
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

  /// Whether parts are ranges of a segment that grows, and not resources of their own.
  private static boolean hasRanges(MediaPlaylist playlist) {
    List<Part> open = playlist.lowLatency().openParts();
    List<Part> newest =
        open.isEmpty() && !playlist.segments().isEmpty()
            ? playlist.segments().getLast().parts()
            : open;
    return !newest.isEmpty() && newest.getLast().range().isPresent();
  }

  private void preparePart(PreloadHint hint, boolean ranges) {
    Hinted begun = hinted;
    boolean grows = hint.length().isEmpty() && (hint.start() > 0 || ranges);
    if ((grows && heldBack) || (begun != null && begun.covers(hint))) {
      return;
    }
    close();
    Optional<ByteRange> range =
        hint.length().isPresent()
            ? Optional.of(new ByteRange(hint.start(), hint.length().getAsLong()))
            : hint.start() > 0 ? Optional.of(ByteRange.openFrom(hint.start())) : Optional.empty();
    ArrivingBytes bytes = new ArrivingBytes(hint.start());
    EarlyLoad load = new EarlyLoad(() -> bytes.fill(http, hint.uri(), range, LIMITS));
    hinted = new Hinted(hint, bytes, load);
  }

  /// After a restart the same name may mean another section.
  void forget() {
    opener.forget();
    heldBack = false;
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
