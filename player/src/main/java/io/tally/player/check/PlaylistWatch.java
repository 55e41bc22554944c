// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.check.trace.PlaylistVersion;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.manifest.ManifestLoader;
import io.tally.player.net.ReloadAddress;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.parser.PlaylistParser;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import io.tally.player.playlist.parser.PlaylistParser.Parsed;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;
import io.tally.player.rules.delivery.PlaylistDelivery;
import io.tally.player.rules.live.LiveCheck;
import io.tally.player.rules.live.ReloadCheck;
import io.tally.player.rules.live.SiblingCheck;
import io.tally.player.rules.live.Sighting;
import io.tally.player.rules.text.PlaylistCheck;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What does one media playlist say over time, and what is wrong with it?
///
/// Reloads it as RFC 8216bis 6.3.4 asks, or by blocking reloads where the server offers them, until
/// it ends or the check does. Threads: its own virtual one.
final class PlaylistWatch implements Runnable {
  static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(PlaylistParser.MOST_BYTES, Duration.ofSeconds(10));
  private static final HttpLoader.Limits BLOCKING =
      new HttpLoader.Limits(PlaylistParser.MOST_BYTES, Duration.ofSeconds(40));
  private static final long FIRST_RETRY_NS = 500_000_000L;
  private static final long SHORTEST_NS = 100_000_000L;
  private static final int WHOLE_EVERY = 10;
  private static final int FAR_AHEAD = 10;

  private final Session session;
  private final Track track;
  private final TrackMeasure measure;
  private final Consumer<MediaPlaylist> segments;
  private final Reporter out;
  private final ManifestLoader manifests;
  private final LiveCheck live = new LiveCheck();
  private @Nullable MediaPlaylist before;
  private Optional<Thread> farAsked = Optional.empty();
  private int failures;
  private int reloads;

  /// @param segments told each playlist
  PlaylistWatch(
      Session session, Track track, TrackMeasure measure, Consumer<MediaPlaylist> segments) {
    this.session = session;
    this.track = track;
    this.measure = measure;
    this.segments = segments;
    out = session.at(track);
    manifests = session.manifests(track.name());
  }

  @Override
  public void run() {
    try {
      while (session.leftNs() > 0) {
        long begunNs = System.nanoTime();
        MediaPlaylist old = before;
        Optional<ReloadAddress> directive =
            old == null || failures > 0 || !canBlock(old)
                ? Optional.empty()
                : Optional.of(ReloadAddress.next(track.uri(), old, reloads % WHOLE_EVERY != 0));
        reloads++;
        boolean changed = once(directive);
        MediaPlaylist now = before;
        if (now != null && now.isVod()) {
          return;
        }
        sleep(begunNs + waitNs(now, changed, directive.isPresent()) - System.nanoTime());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the check ends
    } finally {
      farAsked.ifPresent(Thread::interrupt);
    }
  }

  private static boolean canBlock(MediaPlaylist playlist) {
    return playlist.lowLatency().control().filter(control -> control.canBlockReload()).isPresent();
  }

  private long waitNs(@Nullable MediaPlaylist playlist, boolean changed, boolean blocked) {
    if (failures > 0 || playlist == null) {
      return FIRST_RETRY_NS << Math.min(failures, 4);
    }
    if (blocked || canBlock(playlist)) {
      return changed ? 0 : SHORTEST_NS;
    }
    OptionalLong partNs = playlist.lowLatency().partTargetNs();
    long targetNs = partNs.orElse(playlist.targetDurationNs());
    return changed ? targetNs : targetNs / 2;
  }

  private void sleep(long ns) throws InterruptedException {
    if (ns > 0) {
      TimeUnit.NANOSECONDS.sleep(Math.min(ns, session.leftNs()));
    }
  }

  /// Loads and looks once; true when something is new.
  private boolean once(Optional<ReloadAddress> directive) throws InterruptedException {
    Instant requested = Instant.now();
    URI asked = directive.map(ReloadAddress::uri).orElse(manifests.where(track.uri()));
    Session.Answer answer =
        session.load(
            WaterfallEntry.Kind.PLAYLIST,
            track.name(),
            asked,
            Optional.empty(),
            OptionalLong.empty(),
            directive.isPresent() ? BLOCKING : LIMITS);
    if (answer.failure().isPresent()) {
      failures++;
      measure.failed();
      failed(answer, directive);
      return false;
    }
    Parsed parsed;
    try {
      parsed =
          manifests.read(
              track.uri(),
              answer.loaded(),
              new Context(track.variables(), Optional.ofNullable(before)));
    } catch (LoadException e) {
      failures++;
      measure.failed();
      notLoaded(e);
      return false;
    }
    failures = 0;
    session
        .trace()
        .add(new PlaylistVersion(track.name(), Instant.now(), new String(answer.bytes(), UTF_8)));
    out.report(parsed.playlist().flaws());
    PlaylistCheck.check(parsed, out);
    PlaylistDelivery.check(answer.exchange(), parsed.playlist(), out);
    if (!(parsed.playlist() instanceof MediaPlaylist media)) {
      failures++;
      return false;
    }
    track.parent().ifPresent(parent -> PlaylistCheck.together(parent, media, out));
    live.next(new Sighting(media, requested, Instant.now()), out);
    if (directive.isPresent()) {
      ReloadAddress told = directive.get();
      ReloadCheck.blocking(media, told.msn(), told.part().orElse(-1), out);
      Duration waited = Duration.ofMillis(answer.exchange().totalMs());
      ReloadCheck.held(waited, media.targetDurationNs(), out);
      askTooFar(told, media.endSequence());
    }
    if (media.lowLatency().skip().filter(skip -> !skip.merged()).isPresent()) {
      before = null; // the whole one next
      return false;
    }
    accept(media);
    MediaPlaylist old = before;
    before = media;
    return old == null
        || !old.hasSameMedia(media)
        || old.lowLatency().openParts().size() != media.lowLatency().openParts().size();
  }

  /// Asks once for what is far from being there, beside the watching, which must not wait for it.
  private void askTooFar(ReloadAddress next, long endSequence) {
    if (farAsked.isPresent()) {
      return;
    }
    String far =
        next.uri()
            .toString()
            .replaceFirst(
                "_HLS_msn=\\d+(&_HLS_part=\\d+)?", "_HLS_msn=" + (endSequence + FAR_AHEAD));
    Runnable question =
        () -> {
          try {
            Session.Answer answer =
                session.load(
                    WaterfallEntry.Kind.PLAYLIST,
                    track.name(),
                    URI.create(far),
                    Optional.empty(),
                    OptionalLong.empty(),
                    LIMITS);
            boolean ending = session.leftNs() == 0 || Thread.currentThread().isInterrupted();
            if (answer.exchange().status() != 0 || !ending) {
              ReloadCheck.tooFar(answer.exchange().status(), FAR_AHEAD, out);
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the check ends
          }
        };
    farAsked = Optional.of(Thread.ofVirtual().name("check-too-far").start(question));
  }

  private void failed(Session.Answer answer, Optional<ReloadAddress> directive) {
    MediaPlaylist known = before;
    if (directive.isPresent() && known != null) {
      ReloadCheck.refused(
          answer.exchange().status(),
          Duration.ofMillis(answer.exchange().totalMs()),
          known.targetDurationNs(),
          out);
    } else {
      notLoaded(answer.failure().orElseThrow());
    }
  }

  private void notLoaded(LoadException why) {
    out.report(TextRule.SYNTAX, 0, "%s", "The playlist did not load: " + why.getMessage());
  }

  private void accept(MediaPlaylist media) {
    measure.loaded(media);
    session.events().playlist(track, media);
    Map<Track, MediaPlaylist> others = session.newest(track, media);
    if (!others.isEmpty()) {
      SiblingCheck.check(others.values().iterator().next(), media, track.sibling(), out);
      SiblingCheck.reports(media, new ArrayList<>(others.values()), out);
    }
    segments.accept(media);
  }
}
