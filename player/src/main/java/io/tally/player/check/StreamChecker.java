// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.check.trace.PlaylistVersion;
import io.tally.player.check.trace.Trace;
import io.tally.player.glass.ArrivalWatch;
import io.tally.player.glass.GlassFacts;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.manifest.ManifestLoader;
import io.tally.player.net.ReachPolicy;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import io.tally.player.playlist.parser.PlaylistParser.Parsed;
import io.tally.player.playlist.text.DataAddress;
import io.tally.player.rules.FindingLog;
import io.tally.player.rules.MaskedAddress;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.VariantRule;
import io.tally.player.rules.delivery.PlaylistDelivery;
import io.tally.player.rules.text.PlaylistCheck;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What is wrong with the stream behind an URL?
///
/// Loads playlists and segments as a player would, decodes nothing, and measures them by the rules.
/// Life: begins at once, ends by itself, `close` at any point and twice. Threads: virtual ones of
/// its own; all methods from any.
public final class StreamChecker implements AutoCloseable {
  private static final String MULTIVARIANT = "stream";

  private final CheckSettings settings;
  private final HttpLoader http = new HttpLoader();
  private final FindingLog log;
  private final Session session;
  private final List<TrackMeasure> measures = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final ArrivalWatch arrival = new ArrivalWatch();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Instant started = Instant.now();
  private final long startedNs = System.nanoTime();
  private final Thread main;
  private volatile long endedNs;
  private volatile Optional<String> problem = Optional.empty();

  private StreamChecker(CheckSettings settings) {
    this.settings = settings;
    log = new FindingLog(settings.profile(), Clock.systemUTC());
    // The name of the stream's own host is looked up before anything else.
    ReachPolicy reach =
        settings.anywhere() ? ReachPolicy.ANYWHERE : ReachPolicy.from(settings.url());
    session = new Session(http.within(reach), log, settings);
    main = Thread.ofVirtual().name("check").unstarted(this::run);
  }

  /// Begins to check. Looks the host's name up, so it may wait a moment.
  public static StreamChecker start(CheckSettings settings) {
    StreamChecker checker = new StreamChecker(settings);
    checker.main.start();
    return checker;
  }

  private void run() {
    try {
      List<Track> tracks = open();
      for (Track track : tracks) {
        watch(track);
      }
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(session.leftNs() + 1));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed
    } finally {
      threads.forEach(Thread::interrupt);
      endedNs = System.nanoTime();
      ended.countDown();
    }
  }

  /// The playlists to watch; none, with a problem, when the address gives none.
  private List<Track> open() throws InterruptedException {
    URI uri = settings.url();
    Session.Answer answer =
        session.load(
            WaterfallEntry.Kind.PLAYLIST,
            MULTIVARIANT,
            uri,
            Optional.empty(),
            OptionalLong.empty(),
            PlaylistWatch.LIMITS);
    if (answer.failure().isPresent()) {
      problem = Optional.of(String.valueOf(answer.failure().get().getMessage()));
      return List.of();
    }
    Parsed parsed;
    try {
      parsed = session.manifests(MULTIVARIANT).read(uri, answer.loaded(), Context.NONE);
    } catch (LoadException e) {
      problem = Optional.of(String.valueOf(e.getMessage()));
      return List.of();
    }
    if (ManifestLoader.isMpd(answer.bytes())) {
      log.measureMpd();
    }
    String text = new String(answer.bytes(), UTF_8);
    session.trace().add(new PlaylistVersion(MULTIVARIANT, Instant.now(), text));
    return switch (parsed.playlist()) {
      case MediaPlaylist _ -> List.of(Track.alone(uri)); // loaded once more, and looked at then
      case MultivariantPlaylist multivariant -> {
        Reporter out = session.ofManifest();
        out.report(multivariant.flaws());
        PlaylistCheck.check(parsed, out);
        PlaylistDelivery.check(answer.exchange(), multivariant, out);
        steering(multivariant, out);
        List<Track> tracks = Track.of(multivariant, settings.allVariants());
        if (tracks.isEmpty()) {
          problem = Optional.of("The multivariant playlist names no variant that can be loaded");
        }
        yield tracks;
      }
      case Playlist.Unreadable unreadable -> {
        Reporter out = session.ofManifest();
        out.report(unreadable.flaws());
        PlaylistCheck.check(parsed, out);
        problem = Optional.of(unreadable.problem());
        yield List.of();
      }
    };
  }

  private void steering(MultivariantPlaylist playlist, Reporter out) throws InterruptedException {
    if (playlist.steering().isEmpty()) {
      return;
    }
    URI server = playlist.steering().get().serverUri();
    int line = playlist.steering().get().line();
    byte[] bytes;
    if (DataAddress.is(server.toString())) {
      bytes = DataAddress.read(server);
    } else {
      Session.Answer answer =
          session.load(
              WaterfallEntry.Kind.STEERING,
              MULTIVARIANT,
              server,
              Optional.empty(),
              OptionalLong.empty(),
              PlaylistWatch.LIMITS);
      if (answer.failure().isPresent()) {
        out.report(
            VariantRule.STEERING,
            line,
            "%s",
            "The steering manifest does not load: " + answer.failure().get().getMessage());
        return;
      }
      bytes = answer.bytes();
    }
    String text = new String(bytes, UTF_8).strip();
    if (!text.startsWith("{")
        || !text.contains("\"VERSION\"")
        || !text.contains("\"PATHWAY-PRIORITY\"")) {
      out.report(
          VariantRule.STEERING,
          line,
          "The steering manifest is no JSON object with VERSION and PATHWAY-PRIORITY");
    }
  }

  private void watch(Track track) {
    // The first tells for all: each of the others comes from the same encoder, or from another.
    Optional<ArrivalWatch> told = measures.isEmpty() ? Optional.of(arrival) : Optional.empty();
    TrackMeasure measure = new TrackMeasure(track);
    measures.add(measure);
    SegmentWatch segments = new SegmentWatch(session, track, measure, told);
    PlaylistWatch playlist =
        new PlaylistWatch(session, track, measure, track.segments() ? segments::offer : _ -> {});
    threads.add(Thread.ofVirtual().name("check-playlist").start(playlist));
    if (track.segments()) {
      threads.add(Thread.ofVirtual().name("check-segments").start(segments));
    }
  }

  /// What is known by now.
  public CheckReport report() {
    boolean complete = ended.getCount() == 0;
    List<TrackSummary> tracks = new ArrayList<>();
    measures.forEach(measure -> tracks.add(measure.summary()));
    boolean nothing =
        complete && problem.isEmpty() && tracks.stream().noneMatch(t -> t.playlists() > 0);
    return new CheckReport(
        MaskedAddress.of(settings.url()),
        settings.profile(),
        log.isMpd(),
        started,
        Duration.ofNanos((complete ? endedNs : System.nanoTime()) - startedNs),
        nothing ? Optional.of("None of the media playlists could be loaded") : problem,
        complete,
        tracks,
        log.findings(),
        log.notKept(),
        session.events().events(),
        session.requests(),
        arrival.arrival(),
        GlassFacts.NONE);
  }

  /// What was seen lately, as it grows.
  public Trace trace() {
    return session.trace();
  }

  /// Waits until it has ended.
  ///
  /// @return whether it has
  public boolean await(Duration longest) throws InterruptedException {
    return ended.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Ends it now; the report stays. Idempotent.
  @Override
  public void close() {
    main.interrupt();
    threads.forEach(Thread::interrupt);
    http.close();
  }
}
