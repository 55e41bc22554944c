// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import io.tally.player.check.trace.Trace;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.manifest.ManifestLoader;
import io.tally.player.net.Exchange;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.rules.FindingLog;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.media.DateOffsets;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/// What do all watchers of one check share: connections, findings, requests and siblings?
///
/// Threads: any.
final class Session {
  private static final int LOADS_AT_ONCE = 4;
  private static final int MOST_REQUESTS = 20_000;

  /// What came, and how.
  ///
  /// @param failure why nothing came, when nothing did
  @SuppressWarnings("ArrayRecordComponent") // handed over once, compared by nobody
  record Answer(Exchange exchange, HttpLoader.Loaded loaded, Optional<LoadException> failure) {
    byte[] bytes() {
      return loaded.bytes();
    }
  }

  private final HttpLoader http;
  private final FindingLog log;
  private final URI manifest;
  private final DateOffsets dates = new DateOffsets();
  private final Trace trace = new Trace();
  private final EventWatch events = new EventWatch();
  private final long deadlineNs;
  private final Semaphore loads = new Semaphore(LOADS_AT_ONCE, true); // fair: round and round
  private final Deque<WaterfallEntry> requests = new ArrayDeque<>(); // guarded by itself
  private final Map<Track, MediaPlaylist> newest = new LinkedHashMap<>(); // guarded by itself

  Session(HttpLoader http, FindingLog log, CheckSettings settings) {
    this.http = http;
    this.log = log;
    manifest = settings.url();
    deadlineNs = System.nanoTime() + settings.longest().toNanos();
  }

  /// What the dates of all playlists say of their media.
  DateOffsets dates() {
    return dates;
  }

  /// What was seen lately.
  Trace trace() {
    return trace;
  }

  /// What is attached to the stream's time.
  EventWatch events() {
    return events;
  }

  /// Who is told what is found in a track.
  Reporter at(Track track) {
    return log.at(track.uri(), ofManifest());
  }

  /// Who is told what is found at the address that is checked.
  Reporter ofManifest() {
    return log.ofVariants(manifest);
  }

  /// How long the check still lasts, ns; not negative.
  long leftNs() {
    return Math.max(0, deadlineNs - System.nanoTime());
  }

  /// Loads, and notes the request.
  Answer load(
      WaterfallEntry.Kind kind,
      String track,
      URI uri,
      Optional<ByteRange> range,
      OptionalLong durationNs,
      HttpLoader.Limits limits)
      throws InterruptedException {
    AtomicReference<Exchange> told = new AtomicReference<>();
    boolean media = kind != WaterfallEntry.Kind.PLAYLIST;
    if (media) {
      loads.acquire();
    }
    try {
      HttpLoader.Loaded loaded = http.telling(told::set).load(uri, range, limits);
      return new Answer(told.get(), loaded, Optional.empty());
    } catch (LoadException e) {
      return new Answer(
          told.get(), new HttpLoader.Loaded(uri, new byte[0], Optional.empty()), Optional.of(e));
    } finally {
      if (media) {
        loads.release();
      }
      note(kind, track, told.get(), durationNs);
    }
  }

  /// A loader whose requests are noted.
  HttpLoader noting(WaterfallEntry.Kind kind, String track) {
    return http.telling(exchange -> note(kind, track, exchange, OptionalLong.empty()));
  }

  /// A reader of manifests; what it loads beside them is noted.
  ManifestLoader manifests(String track) {
    return new ManifestLoader(noting(WaterfallEntry.Kind.PLAYLIST, track));
  }

  private void note(
      WaterfallEntry.Kind kind, String track, Exchange exchange, OptionalLong durationNs) {
    synchronized (requests) {
      if (requests.size() >= MOST_REQUESTS) {
        requests.removeFirst(); // who watches for hours wants to know the newest
      }
      requests.addLast(new WaterfallEntry(kind, track, exchange, durationNs));
    }
  }

  List<WaterfallEntry> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /// Notes the newest playlist of a track; gives those of the others as they were loaded before, in
  /// order.
  Map<Track, MediaPlaylist> newest(Track track, MediaPlaylist playlist) {
    synchronized (newest) {
      Map<Track, MediaPlaylist> others = new LinkedHashMap<>(newest);
      others.remove(track);
      newest.put(track, playlist);
      return others;
    }
  }
}
