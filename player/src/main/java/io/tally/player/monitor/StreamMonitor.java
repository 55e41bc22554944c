// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import io.tally.player.Choices;
import io.tally.player.Player;
import io.tally.player.PlayerState;
import io.tally.player.Subscription;
import io.tally.player.adapt.Rung;
import io.tally.player.check.CheckReport;
import io.tally.player.check.CheckSettings;
import io.tally.player.check.StreamChecker;
import io.tally.player.check.trace.Trace;
import io.tally.player.glass.GlassFacts;
import io.tally.player.monitor.sound.SoundWatch;
import io.tally.player.monitor.still.ThumbnailStrip;
import io.tally.player.rules.Profile;
import io.tally.player.seek.Whereabouts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is to be known about the stream that a player plays, while somebody looks?
///
/// While somebody [#watch]es the stream is checked beside the player: its playlists, and the
/// segments of its first variant, are loaded once more, because what the player loads is its own.
/// While nobody looks it costs nothing. The report stays until another stream is opened. Life:
/// made, watched any number of times, [#close]; the player is closed by whoever made it, after
/// this. Threads: all methods from any; everything happens on the thread `stream-monitor`, which
/// also calls the views.
public final class StreamMonitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamMonitor.class);
  private static final long TICK_MS = 1_000;
  private static final Duration AS_LONG_AS_LOOKED_AT = Duration.ofDays(365);

  private final Player player;
  private final PictureWatch pictures = new PictureWatch();
  private final SoundWatch sound = new SoundWatch();
  private final ThumbnailStrip strip;
  private final PlaySampler sampler = new PlaySampler();
  private final Subscription states;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("stream-monitor").factory());

  // Only on the thread.
  private Profile profile = Profile.RFC;
  private boolean allVariants;
  private Optional<URI> stream = Optional.empty();
  private Optional<CheckReport> report = Optional.empty();
  private Trace trace = new Trace();
  private @Nullable StreamChecker checker;
  private @Nullable ScheduledFuture<?> ticks;
  private final List<Consumer<MonitorState>> views = new ArrayList<>();

  /// Knows from now on what the player opens.
  public StreamMonitor(Player player) {
    this.player = player;
    strip = new ThumbnailStrip(this::place);
    states =
        player.onState(state -> {
          if (state instanceof PlayerState.Opening opening) {
            post(() -> opened(opening.uri()));
          }
        });
  }

  /// Begins to look.
  ///
  /// @param view told every new state, about once a second; must not block
  /// @return to look no more; idempotent
  public Subscription watch(Consumer<MonitorState> view) {
    post(() -> {
      views.add(view);
      if (ticks == null) {
        player.connect(pictures);
        player.connectSound(sound);
        player.connect(strip);
        begin();
        ticks = thread.scheduleAtFixedRate(guarded(this::tick), 0, TICK_MS, TimeUnit.MILLISECONDS);
      }
    });
    return () ->
        post(() -> {
          views.remove(view);
          if (views.isEmpty()) {
            stop();
          }
        });
  }

  /// Which variants there are, and what decides among them.
  public Choices choices() {
    return player.choices();
  }

  /// Goes on at another place of the stream.
  public void seek(long positionNs) {
    post(() -> player.seek(positionNs));
  }

  private OptionalLong place() {
    Optional<Whereabouts> where = player.whereabouts();
    return where.isPresent() ? OptionalLong.of(where.get().positionNs()) : OptionalLong.empty();
  }

  /// Measures by other rules, from now on and anew.
  public void measureBy(Profile wanted) {
    post(() -> {
      if (profile != wanted) {
        profile = wanted;
        begin();
        show();
      }
    });
  }

  /// Loads every variant, or the first one only, from now on and anew.
  public void loadAll(boolean wanted) {
    post(() -> {
      if (allVariants != wanted) {
        allVariants = wanted;
        begin();
        show();
      }
    });
  }

  private void opened(URI uri) {
    boolean same = stream.equals(Optional.of(uri)) && checker != null;
    if (same) {
      return; // it is tried again
    }
    stream = Optional.of(uri);
    sampler.forget();
    pictures.forget();
    sound.forget();
    strip.forget();
    if (ticks != null) {
      begin();
    }
  }

  private void begin() {
    end();
    if (stream.isEmpty()) {
      return;
    }
    StreamChecker begun =
        StreamChecker.start(
            new CheckSettings(
                stream.get(), profile, AS_LONG_AS_LOOKED_AT, allVariants, /* anywhere= */ false));
    trace = begun.trace();
    report = Optional.of(begun.report());
    checker = begun;
  }

  private void end() {
    StreamChecker running = checker;
    if (running != null) {
      report = Optional.of(running.report());
      running.close();
      checker = null;
    }
  }

  private void tick() {
    StreamChecker running = checker;
    if (running != null) {
      report = Optional.of(running.report());
    }
    if (player.state() instanceof PlayerState.Playing
        || player.state() instanceof PlayerState.Buffering) {
      sampler.next(
          player.state(),
          player.statistics(),
          variant(),
          player.whereabouts().flatMap(Whereabouts::date),
          player.glass().facts().likeness(),
          System.nanoTime(),
          Instant.now());
    }
    show();
  }

  private String variant() {
    List<Rung> all = player.choices().variants();
    OptionalInt loaded = player.choices().loaded();
    return all.size() > 1 && loaded.isPresent() ? all.get(loaded.getAsInt()).shortName() : "";
  }

  private void show() {
    GlassFacts glass = player.glass().facts();
    MonitorState state =
        new MonitorState(
            profile,
            allVariants,
            report.map(known -> known.with(glass)),
            trace.segments(),
            trace.playlists(),
            sampler.samples(),
            player.choices().decisions(),
            pictures.facts(),
            sound.facts(),
            glass,
            strip.pictures(),
            player.whereabouts());
    List.copyOf(views).forEach(view -> view.accept(state));
  }

  private void stop() {
    ScheduledFuture<?> running = ticks;
    if (running != null) {
      running.cancel(false);
      ticks = null;
      player.disconnect(pictures);
      player.disconnectSound(sound);
      player.disconnect(strip);
      end();
    }
  }

  private void post(Runnable what) {
    try {
      thread.execute(guarded(what));
    } catch (RejectedExecutionException _) {
      LOG.debug("The monitor is closed; nothing more is looked at");
    }
  }

  /// A mistake of ours must not end the ticks.
  private static Runnable guarded(Runnable what) {
    return () -> {
      try {
        what.run();
      } catch (RuntimeException e) {
        LOG.error("The monitor could not follow", e);
      }
    };
  }

  /// Looks no more, ever; waits for what is under way, a few seconds at most. Idempotent.
  @Override
  public void close() {
    states.close();
    post(this::stop);
    post(strip::close);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("The monitor did not end in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
