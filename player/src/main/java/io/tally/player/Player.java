// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import io.tally.capture.media.AudioFrame;
import io.tally.capture.media.VideoFrame;
import io.tally.player.decode.GraphicsCard;
import io.tally.player.engine.Engine;
import io.tally.player.event.EventLog;
import io.tally.player.event.TimedEvent;
import io.tally.player.feed.JoinPoint;
import io.tally.player.glass.GlassWatch;
import io.tally.player.load.HttpLoader;
import io.tally.player.seek.Whereabouts;
import io.tally.player.sound.SilentLine;
import io.tally.player.sound.SoundDevice;
import io.tally.player.sound.Speaker;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What does this HLS stream look and sound like now?
///
/// Life: made, [#play] and [#stop] any number of times, [#close]; `play` while something plays
/// changes to the new stream. Threads: every method from any thread; none waits for the network.
/// Pictures go to the sinks on the thread `present`, states to the listeners on the player's
/// threads, one at a time. Needs no window, and no sound device: without one the system's clock
/// drives the picture and the state says so. Loss: a picture that comes too late for the clock is
/// dropped and counted. Failure: never thrown after `play`; it is a state with a sentence.
public final class Player implements AutoCloseable {
  private final PlayerSettings settings;
  private final Engine.Equipment equipment;
  private final Choices choices = new Choices();
  private final GlassWatch glass = new GlassWatch();
  private final Audience audience = new Audience(); // told of states under this
  private volatile EventLog events = new EventLog(_ -> {}); // of the last stream
  private volatile @Nullable Session session; // the last one, also when it was stopped
  private volatile boolean stopped = true; // written under this
  private volatile boolean paused; // written under this
  private volatile double rate = 1; // written under this
  private boolean closed; // guarded by this

  /// A player with the defaults: this machine's sound device.
  public Player() {
    this(PlayerSettings.DEFAULT);
  }

  public Player(PlayerSettings settings) {
    this(settings, settings.sound() ? SoundDevice.system() : SilentLine::new);
  }

  Player(PlayerSettings settings, SoundDevice device) {
    this.settings = settings;
    equipment =
        new Engine.Equipment(
            new HttpLoader(), Speaker.of(device), new GraphicsCard(settings.hardware()));
  }

  /// What it was made with.
  public PlayerSettings settings() {
    return settings;
  }

  /// Opens a stream and plays it: a live one near its edge, a recording from its start.
  ///
  /// @param playlist http or https address of a media or multivariant playlist
  public synchronized void play(URI playlist) {
    endSession();
    if (closed) {
      return;
    }
    EventLog log = new EventLog(audience::reached);
    events = log;
    glass.forget();
    Session begun =
        new Session(
            playlist,
            settings.openPatience(),
            equipment,
            choices,
            new Engine.Output(this::show, glass, log),
            this::tell);
    session = begun;
    stopped = false;
    paused = false;
    rate = 1;
    begun.start();
  }

  /// Ends playing, within two seconds; the state is idle then.
  public synchronized void stop() {
    endSession();
    audience.tell(new PlayerState.Idle());
  }

  private void endSession() {
    stopped = true;
    Session ending = session;
    if (ending != null) {
      ending.close();
    }
  }

  /// Goes on at another place, with the first picture at or after it.
  ///
  /// @param positionNs as [PlayerState.Playing] tells it; what a live stream offers no more begins
  ///   where it begins
  public void seek(long positionNs) {
    goTo(JoinPoint.at(Math.max(0, positionNs)));
  }

  /// Goes on as near to the live edge as the stream wants it; a recording from its start.
  public void seekToLive() {
    goTo(JoinPoint.DEFAULT);
  }

  private synchronized void goTo(JoinPoint there) {
    playing().ifPresent(one -> one.seek(there));
  }

  /// The session, unless it was stopped.
  private Optional<Session> playing() {
    Session last = session;
    return stopped ? Optional.empty() : Optional.ofNullable(last);
  }

  /// Lets picture and sound stand still, or go on where they stood. Where the server of a live
  /// stream has dropped what comes next, a note says so and it goes on at the live edge. A new
  /// stream plays.
  public synchronized void setPaused(boolean wanted) {
    paused = wanted;
    playing().ifPresent(one -> one.pause(wanted));
  }

  /// Whether it stands still because [#setPaused] said so.
  public boolean paused() {
    return paused;
  }

  /// Plays faster or slower; the sound's pitch moves with it. A new stream plays at 1.
  ///
  /// @param factor from 0.25 to 4
  public synchronized void setRate(double factor) {
    if (!(factor >= 0.25 && factor <= 4)) {
      throw new IllegalArgumentException("No rate from 0.25 to 4: " + factor);
    }
    playing()
        .ifPresent(one -> {
          one.setRate(factor);
          rate = factor;
        });
  }

  /// What [#setRate] said last for this stream.
  public double rate() {
    return rate;
  }

  /// Where in the stream it is, and where it could be; empty while nothing is open.
  public Optional<Whereabouts> whereabouts() {
    return playing().flatMap(Session::engine).map(Engine::whereabouts);
  }

  /// Gives every sink the picture again that was shown last, within a tenth of a second or so; also
  /// while it stands still, and after the end of a stream: then on the caller's thread, before this
  /// returns.
  public void showAgain() {
    Session playing = session;
    if (playing != null) {
      playing.showAgain();
    }
  }

  /// Which variants there are, which is played, and why.
  public Choices choices() {
    return choices;
  }

  /// How the stream arrives, if a Tally sent it.
  public GlassWatch glass() {
    return glass;
  }

  /// How loud, from 0 to 1; kept over streams.
  public void setVolume(double level) {
    equipment.speaker().volume().set(level);
  }

  /// How loud, from 0 to 1.
  public double volume() {
    return equipment.speaker().volume().level();
  }

  /// Silences the sound without touching the volume.
  public void setMuted(boolean muted) {
    equipment.speaker().volume().mute(muted);
  }

  /// Whether the sound is silenced.
  public boolean muted() {
    return equipment.speaker().volume().muted();
  }

  /// What is going on now.
  public PlayerState state() {
    return audience.state();
  }

  /// Tells a listener every change of state, and while playing the position four times a second.
  /// The present state comes first, before this returns.
  public synchronized Subscription onState(Consumer<PlayerState> listener) {
    return audience.onState(listener);
  }

  /// Begins to give a sink every picture when it is due.
  public void connect(PictureSink sink) {
    audience.connect(sink);
  }

  /// Gives a sink no more pictures; one may still be in its `show` when this returns.
  public void disconnect(PictureSink sink) {
    audience.disconnect(sink);
  }

  /// Begins to give a sink the sound that is played: the stream's own, before the volume, mixed
  /// down to two channels where there are more.
  ///
  /// @param sink called on the thread `decode-audio`, one call at a time; delays the sound when it
  ///   takes longer than what is in the device's buffer, 0.1 s. The pts of a block is the stream's
  ///   running time, ns.
  public void connectSound(Consumer<AudioFrame> sink) {
    equipment.speaker().tap().connect(sink);
  }

  /// Gives a sink no more sound; one block may still be on its way when this returns.
  public void disconnectSound(Consumer<AudioFrame> sink) {
    equipment.speaker().tap().disconnect(sink);
  }

  /// What is attached to the time of the stream, as far as it is known: what its playlist tells,
  /// and what was in the segments that were loaded. In order of time, the latest two thousand.
  public List<TimedEvent> events() {
    return events.all();
  }

  /// Tells a listener each event when playing reaches it, each time it does.
  ///
  /// @param listener called on the player's threads; must not block
  public Subscription onEvent(Consumer<TimedEvent> listener) {
    return audience.onEvent(listener);
  }

  /// The counts since the last `play`; all zero before the first.
  public PlayerStatistics statistics() {
    Session playing = session;
    return playing == null ? PlayerStatistics.NONE : playing.statistics();
  }

  private void show(VideoFrame borrowed) {
    audience.show(borrowed);
    glass.shown(borrowed);
  }

  private synchronized void tell(Session from, PlayerState next) {
    // A session that was stopped or replaced may still speak its last word.
    if (!stopped && from.equals(session)) {
      audience.tell(next);
    }
  }

  /// Ends playing, within two seconds. Idempotent.
  @Override
  public synchronized void close() {
    stop();
    closed = true;
    equipment.http().close();
    equipment.card().close();
    glass.close();
    audience.leave();
    equipment.speaker().tap().clear();
  }
}
