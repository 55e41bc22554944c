// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import io.tally.player.load.HttpLoader;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Part;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.playlist.Segment.InitSection;
import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentProbe;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.delivery.RoundTrips;
import io.tally.player.rules.delivery.SegmentDelivery;
import io.tally.player.rules.media.KeyframeCheck;
import io.tally.player.rules.media.MediaCheck;
import io.tally.player.rules.media.SeenSegment;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What do the segments of one media playlist hold, and what is wrong with them?
///
/// Begins where a player would and takes each segment once. Threads: its own virtual one; playlists
/// come from another.
final class SegmentWatch implements Runnable {
  private static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(100 << 20, Duration.ofSeconds(60));
  private static final HttpLoader.Limits INIT = new HttpLoader.Limits(4 << 20, Duration.ofSeconds(10));
  private static final int REMOVED_EVERY = 10;
  private static final int PARTS_EVERY = 5;

  private final Session session;
  private final Track track;
  private final TrackMeasure measure;
  private final Reporter out;
  private final LinkedBlockingQueue<MediaPlaylist> playlists = new LinkedBlockingQueue<>();
  private final MediaCheck media = new MediaCheck();
  private final RoundTrips roundTrips = new RoundTrips();
  private @Nullable MediaPlaylist newest;
  private Optional<InitSection> initOf = Optional.empty();
  private byte[] init = new byte[0];
  private long next = -1;
  private int removed;

  SegmentWatch(Session session, Track track, TrackMeasure measure) {
    this.session = session;
    this.track = track;
    this.measure = measure;
    out = session.at(track.uri());
  }

  /// Takes the newest playlist.
  void offer(MediaPlaylist playlist) {
    playlists.add(playlist);
  }

  @Override
  public void run() {
    try {
      while (session.leftNs() > 0) {
        MediaPlaylist playlist = newest();
        if (playlist == null) {
          return; // the check ends
        }
        place(playlist);
        Optional<Segment> segment = playlist.segment(next);
        if (segment.isPresent()) {
          next++;
          look(playlist, segment.get());
        } else if (playlist.isVod()) {
          return;
        } else {
          newest = null; // wait for the next one
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the check ends
    }
  }

  private @Nullable MediaPlaylist newest() throws InterruptedException {
    MediaPlaylist known = newest;
    MediaPlaylist came =
        known == null ? playlists.poll(session.leftNs(), TimeUnit.NANOSECONDS) : playlists.poll();
    while (came != null) {
      if (known != null) {
        left(known, came);
      }
      known = came;
      came = playlists.poll();
    }
    newest = known;
    return known;
  }

  /// Where to go on: at the join point, or there again when the stream has moved away.
  private void place(MediaPlaylist playlist) {
    boolean lost = next < playlist.mediaSequence() || next > playlist.endSequence();
    if (next < 0 || lost) {
      next = playlist.joinSequence();
      initOf = Optional.empty();
    }
  }

  private void look(MediaPlaylist playlist, Segment segment) throws InterruptedException {
    if (segment.gap()) {
      return;
    }
    prepare(segment);
    Session.Answer answer =
        session.load(
            WaterfallEntry.Kind.SEGMENT,
            track.name(),
            segment.uri(),
            segment.range(),
            OptionalLong.of(segment.durationNs()),
            LIMITS);
    if (answer.failure().isPresent()) {
      measure.failed();
      boolean listed =
          playlists.isEmpty() || playlists.peek().segment(segment.mediaSequence()).isPresent();
      if (listed && session.leftNs() > 0) {
        SegmentDelivery.failed(segment, answer.exchange(), out);
      }
      return;
    }
    SegmentFacts facts = SegmentProbe.probe(init, answer.bytes());
    media.next(new SeenSegment(playlist, segment, facts, track.variant()), out);
    SegmentDelivery.check(segment, answer.exchange(), facts.kind(), out);
    roundTrips.next(answer.exchange(), playlist, out);
    measure.add(segment, facts);
    if (!segment.parts().isEmpty() && segment.mediaSequence() % PARTS_EVERY == 0) {
      parts(segment);
    }
  }

  private void prepare(Segment segment) throws InterruptedException {
    if (segment.init().equals(initOf) && !segment.discontinuity()) {
      return;
    }
    initOf = segment.init();
    init = new byte[0];
    if (initOf.isPresent()) {
      Session.Answer answer =
          session.load(
              WaterfallEntry.Kind.INIT,
              track.name(),
              initOf.get().uri(),
              initOf.get().range(),
              OptionalLong.empty(),
              INIT);
      init = answer.bytes();
      if (answer.failure().isPresent()) {
        SegmentDelivery.failed(segment, answer.exchange(), out);
      }
    }
  }

  private void parts(Segment segment) throws InterruptedException {
    for (Part part : segment.parts()) {
      Session.Answer answer =
          session.load(
              WaterfallEntry.Kind.PART,
              track.name(),
              part.uri(),
              part.range(),
              OptionalLong.of(part.durationNs()),
              LIMITS);
      if (answer.failure().isEmpty()) {
        KeyframeCheck.part(part, SegmentProbe.probe(init, answer.bytes()), out);
      }
    }
  }

  /// Now and then asks for a segment that has just been removed: viewers behind may still want it.
  private void left(MediaPlaylist before, MediaPlaylist now) throws InterruptedException {
    if (now.mediaSequence() <= before.mediaSequence() || before.segments().isEmpty()) {
      return;
    }
    Segment last =
        before
            .segment(Math.min(now.mediaSequence(), before.endSequence()) - 1)
            .orElse(before.segments().getFirst());
    if (removed++ % REMOVED_EVERY == 0 && last.mediaSequence() < now.mediaSequence()) {
      Session.Answer answer =
          session.load(
              WaterfallEntry.Kind.REMOVED,
              track.name(),
              last.uri(),
              Optional.of(last.range().map(r -> new ByteRange(r.offset(), 1)).orElse(new ByteRange(0, 1))),
              OptionalLong.empty(),
              LIMITS);
      SegmentDelivery.removed(last, answer.exchange(), out);
    }
  }
}
