// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import io.tally.player.engine.Engine;
import io.tally.player.engine.Notes;
import io.tally.player.feed.JoinPoint;
import io.tally.player.load.HttpLoader;
import io.tally.player.manifest.ManifestLoader;
import io.tally.player.net.ReachPolicy;
import io.tally.player.open.Followed;
import io.tally.player.open.Opener;
import io.tally.player.present.LastPicture;
import io.tally.player.present.Phase;
import io.tally.player.present.PresenterCounts;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// How far is the playing of one URL?
///
/// Opens the stream, lets an [Engine] play it and tells the states; where a person wants to be
/// elsewhere, another engine takes over there. Life: `start` once, `close` at any point and twice.
/// Threads: states are told on its virtual thread `player` only; wishes come from any.
final class Session implements AutoCloseable {
  private static final long TELL_EVERY_MS = 250;

  private final URI uri;
  private final Choices choices;
  private final BiConsumer<Session, PlayerState> states;
  private final Engine.Surroundings around;
  private final ManifestLoader manifests;
  private final PresenterCounts counts = new PresenterCounts();
  private final LastPicture last = new LastPicture();
  private final Notes notes = new Notes();
  private final StateTeller teller;
  private final Semaphore wake = new Semaphore(0);
  private final AtomicReference<@Nullable JoinPoint> wish = new AtomicReference<>();
  private final Thread thread = Thread.ofVirtual().name("player").unstarted(this::run);
  private volatile @Nullable Engine engine;
  private volatile @Nullable Followed followed;
  private volatile double rate = 1;
  private volatile boolean paused;
  private volatile boolean closed;

  // On `player` only.
  private Phase lastPhase = Phase.OPENING;
  private boolean sought;

  /// @param equipment stays the caller's, so that the next stream finds its connections open
  /// @param output given each picture, borrowed, on the thread `present`
  Session(
      URI uri,
      Duration patience,
      Engine.Equipment equipment,
      Choices choices,
      Engine.Output output,
      BiConsumer<Session, PlayerState> states) {
    this.uri = uri;
    this.choices = choices;
    this.states = states;
    teller = new StateTeller(uri, patience, counts, notes);
    // What comes from the public network must not lead to this machine or its neighbours.
    HttpLoader careful = equipment.http().within(ReachPolicy.from(uri));
    manifests = new ManifestLoader(careful);
    around =
        new Engine.Surroundings(
            new Engine.Equipment(careful, equipment.speaker(), equipment.card()),
            output,
            last,
            counts,
            notes::add,
            wake::release);
  }

  void start() {
    states.accept(this, new PlayerState.Opening(uri, Optional.empty()));
    thread.start();
  }

  /// Asks to go on elsewhere.
  void seek(JoinPoint to) {
    wish.set(to);
    wake.release();
  }

  void pause(boolean wanted) {
    paused = wanted;
    Engine playing = engine;
    if (playing != null && !playing.pause(wanted)) {
      wish.compareAndSet(null, JoinPoint.DEFAULT);
    }
    wake.release();
  }

  void setRate(double wanted) {
    rate = wanted;
    wake.release();
  }

  private void run() {
    try {
      Opener opener =
          new Opener(
              manifests,
              teller.deadlineNanos(1),
              choices::controller,
              problem -> states.accept(this, new PlayerState.Opening(uri, Optional.of(problem))));
      Followed stream = follow(opener.open(uri, notes::add));
      stream.start();
      play(stream);
    } catch (Opener.NotPlayableException e) {
      states.accept(this, new PlayerState.Failed(e.problem()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    }
  }

  private synchronized Followed follow(Opener.Opened opened) throws InterruptedException {
    if (closed) {
      throw new InterruptedException();
    }
    Followed made =
        new Followed(
            opened,
            choices.sounds(),
            around.equipment().http(),
            manifests,
            notes::add,
            wake::release);
    followed = made;
    return made;
  }

  private void play(Followed stream) throws InterruptedException {
    Engine made = begin(stream, JoinPoint.DEFAULT);
    while (!closed) {
      JoinPoint to = wish.getAndSet(null);
      boolean anew = !paused && stream.hasRestarted();
      if (to != null || anew) {
        stream.align();
        made = begin(stream, to != null ? to : JoinPoint.DEFAULT);
      }
      if (to != null) {
        sought = true;
        teller.headFor(to);
      }
      made = withSound(made, stream);
      Optional<PlayerState> next = next(made, stream);
      boolean failed = next.filter(PlayerState.Failed.class::isInstance).isPresent();
      boolean ended = next.filter(PlayerState.Ended.class::isInstance).isPresent();
      if (failed || ended) {
        made.close(); // first: who hears of the end finds the sound device free
      }
      next.ifPresent(state -> states.accept(this, state));
      if (failed) {
        choices.end();
        stream.close();
        return;
      }
      await(ended);
    }
  }

  /// Lets the sound be heard that was chosen last, if one was.
  private Engine withSound(Engine playing, Followed stream) throws InterruptedException {
    return switch (stream.takeSoundWish()) {
      case NONE -> playing;
      case GO_OVER -> {
        playing.replaceSound();
        yield playing;
      }
      case FOLLOW -> {
        JoinPoint here = playing.here();
        stream.followSound();
        sought = true;
        yield begin(stream, here);
      }
    };
  }

  /// Waits for the next look; after the end for a wish only.
  private void await(boolean ended) throws InterruptedException {
    if (!ended) {
      wake.tryAcquire(TELL_EVERY_MS, TimeUnit.MILLISECONDS);
    }
    while (ended && wish.get() == null) {
      wake.acquire();
    }
    wake.drainPermits();
  }

  private synchronized Engine begin(Followed stream, JoinPoint from) throws InterruptedException {
    Engine before = engine;
    if (before != null) {
      before.close();
    }
    last.forget();
    if (closed) {
      throw new InterruptedException();
    }
    Engine made = new Engine(stream.main(), stream.heard(), stream.opened().abr(), around, from);
    engine = made;
    lastPhase = Phase.OPENING;
    made.pause(paused);
    made.start();
    made.show(choices.subtitles(), stream.opened());
    return made;
  }

  private Optional<PlayerState> next(Engine playing, Followed stream) {
    Phase phase = playing.pipeline().phase();
    if (phase == Phase.STALLED && lastPhase != phase) {
      playing.loader().rejoin();
    }
    if (phase == Phase.PLAYING && lastPhase == Phase.STALLED) {
      notes.add("Playing ran dry and went on");
    }
    lastPhase = phase;
    stream.opened().abr().pictures(counts.shown(), counts.droppedPictures(), counts.height());
    if (playing.steer(rate)) {
      notes.add("Playing was too far behind the live edge and jumped to it");
      wish.compareAndSet(null, JoinPoint.DEFAULT);
      wake.release();
    }
    playing.tellEvents();
    return teller.state(playing, phase, sought);
  }

  /// Gives the sinks the last picture again.
  void showAgain() {
    engine().ifPresent(one -> one.pipeline().showAgain());
    last.show(around.output().sinks());
  }

  /// What plays; empty before the stream is open.
  Optional<Engine> engine() {
    return Optional.ofNullable(engine);
  }

  PlayerStatistics statistics() {
    Followed stream = followed;
    return stream == null
        ? PlayerStatistics.NONE
        : engine()
            .map(one -> teller.statistics(one, stream.opened().abr().bandwidthBps()))
            .orElse(PlayerStatistics.NONE);
  }

  /// Ends everything, within two seconds. Idempotent.
  @Override
  public synchronized void close() {
    closed = true;
    thread.interrupt();
    choices.end();
    engine().ifPresent(Engine::close);
    last.close();
    Followed stream = followed;
    if (stream != null) {
      stream.close();
    }
  }
}
