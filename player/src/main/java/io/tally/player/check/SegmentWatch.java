// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import io.tally.player.aes.KeyChoice;
import io.tally.player.check.trace.SegmentSample;
import io.tally.player.glass.ArrivalWatch;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.load.SegmentOpener;
import io.tally.player.playlist.EncryptionKey;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Part;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Kind;
import io.tally.player.probe.SegmentProbe;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;
import io.tally.player.rules.delivery.RoundTrips;
import io.tally.player.rules.delivery.SegmentDelivery;
import io.tally.player.rules.media.KeyframeCheck;
import io.tally.player.rules.media.MediaCheck;
import io.tally.player.rules.media.PartsCheck;
import io.tally.player.rules.media.SeenSegment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private static final int REMOVED_EVERY = 10;
  private static final int PARTS_EVERY = 5;

  private final Session session;
  private final Track track;
  private final TrackMeasure measure;
  private final Reporter out;
  private final LinkedBlockingQueue<MediaPlaylist> playlists = new LinkedBlockingQueue<>();
  private final MediaCheck media;
  private final RoundTrips roundTrips = new RoundTrips();
  private @Nullable MediaPlaylist newest;
  private final SegmentOpener opener;
  private byte[] init = new byte[0];
  private Optional<SeenSegment> before = Optional.empty();
  private long next = -1;
  private int removed;
  private final Optional<ArrivalWatch> arrival;

  /// @param arrival told of the segments of a live stream
  SegmentWatch(Session session, Track track, TrackMeasure measure, Optional<ArrivalWatch> arrival) {
    this.arrival = arrival;
    this.session = session;
    this.track = track;
    this.measure = measure;
    out = session.at(track);
    media = new MediaCheck(track.parent().filter(all -> all.independentSegments()).isPresent());
    opener = new SegmentOpener(session.noting(WaterfallEntry.Kind.INIT, track.name()));
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
      arrival.ifPresent(ArrivalWatch::leftOut);
    }
  }

  private void look(MediaPlaylist playlist, Segment segment) throws InterruptedException {
    if (segment.gap()) {
      return;
    }
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
    SeenSegment seen = seen(playlist, segment, answer.bytes());
    SegmentFacts facts = seen.facts();
    media.next(seen, out);
    session.dates().next(track.name(), seen, out);
    SegmentDelivery.check(segment, answer.exchange(), facts.kind(), out);
    roundTrips.next(answer.exchange(), playlist, out);
    measure.add(segment, facts);
    session.trace().add(SegmentSample.of(track.name(), seen, before, answer.exchange().totalMs()));
    before = Optional.of(seen);
    if (!segment.parts().isEmpty() && segment.mediaSequence() % PARTS_EVERY == 0) {
      parts(segment, facts);
    }
  }

  /// What the segment holds, decrypted when it is encrypted by a key that can be used. A segment
  /// that cannot be opened is told, and looked at as it came.
  private SeenSegment seen(MediaPlaylist playlist, Segment segment, byte[] loaded)
      throws InterruptedException {
    Instant came = Instant.now();
    SegmentFacts asItCame = SegmentProbe.probe(new byte[0], loaded);
    Optional<EncryptionKey> key = KeyChoice.usable(segment.keys());
    boolean whole = key.filter(KeyChoice::isWhole).isPresent();
    // One that is readable as it came was announced as encrypted and is not.
    boolean clear =
        whole && asItCame.kind() != Kind.UNKNOWN && asItCame.kind() != Kind.PACKED_AUDIO;
    try {
      init = opener.init(segment.init());
      boolean decrypted = key.isPresent() && !clear;
      byte[] open = decrypted ? opener.open(loaded, segment, segment.uri()) : loaded;
      SegmentFacts facts = SegmentProbe.probe(init, open);
      session.events().segment(track, segment, facts, init, open);
      if (arrival.isPresent() && !playlist.ended()) {
        boolean escaped = facts.video().filter(video -> isAv1(video.codec())).isEmpty();
        arrival.get().loaded(open, escaped, segment.programDateTime(), came);
      }
      return new SeenSegment(playlist, segment, facts, decrypted, track.variant());
    } catch (LoadException e) {
      out.report(
          TextRule.KEY,
          segment.line(),
          "%s",
          "Segment " + segment.mediaSequence() + " cannot be opened: " + e.getMessage());
      return new SeenSegment(playlist, segment, asItCame, false, track.variant());
    }
  }

  private static boolean isAv1(String codec) {
    return codec.startsWith("av01");
  }

  private void parts(Segment segment, SegmentFacts whole) throws InterruptedException {
    List<SegmentFacts> probed = new ArrayList<>();
    for (Part part : segment.parts()) {
      Session.Answer answer =
          session.load(
              WaterfallEntry.Kind.PART,
              track.name(),
              part.uri(),
              part.range(),
              OptionalLong.of(part.durationNs()),
              LIMITS);
      if (answer.failure().isEmpty() && segment.keys().isEmpty()) {
        SegmentFacts facts = SegmentProbe.probe(init, answer.bytes());
        KeyframeCheck.part(part, facts, out);
        probed.add(facts);
      }
    }
    if (probed.size() == segment.parts().size()) {
      PartsCheck.check(segment, whole, probed, out);
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
              Optional.of(
                  last.range().map(r -> new ByteRange(r.offset(), 1)).orElse(new ByteRange(0, 1))),
              OptionalLong.empty(),
              LIMITS);
      SegmentDelivery.removed(last, answer.exchange(), out);
    }
  }
}
