// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.glass;

import io.tally.capture.MediaClock;
import io.tally.capture.WallClock;
import io.tally.capture.media.Luma;
import io.tally.encoder.packet.stamp.FrameStamp;
import io.tally.encoder.stamp.SentTaker;
import io.tally.encoder.stamp.Stamping;
import io.tally.player.glass.SentPictures;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/// Which pictures of the programmes that this program sends are kept, to be compared with what
/// arrives?
///
/// One a second of an encode whose pictures somebody has asked for in the last five seconds, and
/// none otherwise: so it costs nothing unless the monitor plays what is sent. At most 32 MB; where
/// pictures had to go before they were asked for, because they are large or come back late, fewer
/// are taken. Threads: any.
public final class SentSamples implements SentPictures {
  private static final long MOST_BYTES = 32 << 20;
  private static final long ASKED_NS = 5_000_000_000L;
  private static final long FORGOTTEN_NS = 60_000_000_000L;
  private static final long PERIOD_NS = 1_000_000_000L;
  private static final long MOST_PERIOD_NS = 8 * PERIOD_NS;
  private static final int MOST_SESSIONS = 16;

  private record Place(long session, int encode) {}

  private record Name(Place place, long number) {}

  /// One that is kept.
  private static final class Sample {
    private final Luma picture;
    private boolean asked;

    Sample(Luma picture) {
      this.picture = picture;
    }
  }

  private final MediaClock clock;
  private final WallClock wall;
  private final SecureRandom random = new SecureRandom();
  private final Deque<Long> sessions = new ArrayDeque<>(); // guarded by this, as all below
  private final Map<Place, Tap> taps = new HashMap<>();
  private final Map<Name, Sample> samples = new LinkedHashMap<>(); // the oldest first
  private long bytes;
  private long askedNs;
  private long periodNs = PERIOD_NS;

  /// @param clock that the pictures' pts are of
  public SentSamples(MediaClock clock) {
    this.clock = clock;
    wall = new WallClock(clock);
  }

  /// Begins a time on the air.
  ///
  /// @return with what its encodes are marked, by their numbers from 0; from any thread
  public synchronized IntFunction<Optional<Stamping>> begin() {
    long session = random.nextLong();
    sessions.addLast(session);
    if (sessions.size() > MOST_SESSIONS) {
      sessions.removeFirst();
    }
    taps.clear();
    periodNs = PERIOD_NS;
    return encode -> {
      Place place = new Place(session, encode & 0xFF);
      return Optional.of(
          new Stamping(session, place.encode(), clock::nowNs, wall::epochNs, tap(place)));
    };
  }

  private synchronized Tap tap(Place place) {
    return taps.computeIfAbsent(place, Tap::new);
  }

  /// The session of now, or of the last time on the air; empty before the first.
  public synchronized OptionalLong session() {
    return sessions.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sessions.getLast());
  }

  @Override
  public synchronized boolean knows(long session) {
    return sessions.contains(session);
  }

  @Override
  public synchronized Optional<Luma> picture(FrameStamp stamp) {
    Place place = new Place(stamp.session(), stamp.encode());
    Tap tap = taps.get(place);
    if (tap != null) {
      askedNs = clock.nowNs();
      tap.askedNs = OptionalLong.of(askedNs);
    }
    Sample found = samples.get(new Name(place, stamp.number()));
    if (found == null) {
      return Optional.empty();
    }
    found.asked = true;
    return Optional.of(found.picture);
  }

  /// Gives the memory back when nobody has asked for a minute; now and then.
  public synchronized void tidy() {
    if (!samples.isEmpty() && clock.nowNs() - askedNs > FORGOTTEN_NS) {
      samples.clear();
      bytes = 0;
    }
  }

  private void keep(Name name, Luma picture) {
    samples.put(name, new Sample(picture));
    bytes += picture.samples().length;
    for (Iterator<Sample> oldest = samples.values().iterator();
        bytes > MOST_BYTES && samples.size() > 1; ) {
      Sample gone = oldest.next();
      oldest.remove();
      bytes -= gone.picture.samples().length;
      if (!gone.asked) {
        periodNs = Math.min(MOST_PERIOD_NS, 2 * periodNs);
      }
    }
  }

  /// What one encode asks.
  private final class Tap implements SentTaker {
    private final Place place;
    private OptionalLong askedNs = OptionalLong.empty();
    private OptionalLong takenNs = OptionalLong.empty();

    Tap(Place place) {
      this.place = place;
    }

    @Override
    public boolean wants(long ptsNs) {
      synchronized (SentSamples.this) {
        boolean watched = askedNs.isPresent() && clock.nowNs() - askedNs.getAsLong() < ASKED_NS;
        boolean due = takenNs.isEmpty() || ptsNs - takenNs.getAsLong() >= periodNs;
        if (watched && due) {
          takenNs = OptionalLong.of(ptsNs);
        }
        return watched && due;
      }
    }

    @Override
    public void take(long number, Luma picture) {
      synchronized (SentSamples.this) {
        keep(new Name(place, number), picture);
      }
    }
  }
}
