// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import io.tally.app.Broadcast;
import io.tally.app.BroadcastState;
import io.tally.app.BroadcastStatistics;
import io.tally.app.doctor.Diagnosis;
import io.tally.app.settings.Delivery;
import io.tally.app.settings.Settings;
import io.tally.app.window.departure.Departure;
import io.tally.app.window.drafting.AddressBook;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.mixer.MeterTaps;
import io.tally.app.window.news.Browser;
import io.tally.app.window.news.News;
import io.tally.app.window.projection.Facts;
import io.tally.app.window.projection.Lag;
import io.tally.app.window.projection.Projection;
import io.tally.app.window.projection.Statuses;
import io.tally.app.window.state.DeviceMenu;
import io.tally.app.window.state.EncoderMenu;
import io.tally.app.window.state.Notice;
import io.tally.app.window.state.WindowState;
import io.tally.app.window.survey.Survey;
import io.tally.protocol.service.Fix;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What does each wish do, and what does the window show next?
///
/// Life: made, [#open] once, intents at any time, [#close] once. Threads: all public methods from
/// any thread. Everything happens in order on the thread `window-presenter`, which also calls the
/// view; what blocks (devices let go, ports, disk) runs on `window-work`, so that the window
/// answers meanwhile. Failure: a sentence in the state.
public final class Presenter implements Consumer<Intent>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Presenter.class);
  private static final long TICK_MS = 250;
  private static final int TICKS_A_SECOND = 4;

  private final Engine engine;
  private final Start start;
  private final Consumer<WindowState> view;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("window-presenter").factory());
  private final Work work = new Work();
  private final Survey survey = new Survey();
  private final Desk desk;
  private final EndpointDesk endpoints;
  private final Departure departure;
  private final Optional<SettingsKeeper> keeper;
  private final News news;

  // Only on the presenter's thread, after the constructor.
  private Settings settings;
  private Optional<Notice> notice;
  private DeviceMenu devices = DeviceMenu.UNKNOWN;
  private List<EncoderMenu.Choice> encoders = List.of();
  private BroadcastStatistics statistics;
  private final Lag lag = new Lag();
  private long lagged;
  private boolean monitored;
  private long ticks;
  private @Nullable WindowState shown;

  /// @param engine what the window stands on; closed by whoever made it, after this
  /// @param start how this run begins
  /// @param view takes every new state, on the presenter's thread; must not block
  public Presenter(Engine engine, Start start, Consumer<WindowState> view) {
    this.engine = engine;
    this.start = start;
    this.view = view;
    settings = start.settings();
    notice = start.problem().map(text -> new Notice(Notice.Weight.PROBLEM, text));
    keeper = start.file().map(file -> new SettingsKeeper(file, settings));
    desk =
        new Desk(
            settings.broadcast(),
            engine.preview(),
            state -> post(() -> stateChanged(state)),
            sentence -> post(() -> tell(sentence)));
    engine.player().glass().compareWith(desk.sent());
    statistics = desk.broadcast().statistics();
    news =
        new News(
            engine.releases(), settings.updates(), this::post, word -> notice = Optional.of(word));
    endpoints = new EndpointDesk(engine.keys(), this::post, this::tell, this::mend);
    departure =
        new Departure(engine.ingest(), endpoints.maker(), work::run, this::post, this::tell);
  }

  /// Where the meters are read.
  public MeterTaps meters() {
    return desk;
  }

  /// Opens devices and canvas and begins to show states; returns at once.
  public void open() {
    desk.open();
    post(() -> {
      endpoints.book().open(settings.delivery());
      if (!start.outlets().isEmpty()) {
        endpoints.book().borrow(start.outlets());
      }
      if (start.file().isPresent() && notice.isEmpty()) {
        news.open();
      }
    });
    try {
      var _ = thread.scheduleAtFixedRate(guarded(this::tick), 0, TICK_MS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      LOG.debug("Closed before it was opened");
    }
    if (start.goLive()) {
      accept(new Intent.GoLive());
    }
  }

  /// Takes a wish; returns at once.
  @Override
  public void accept(Intent intent) {
    post(() -> obey(intent));
  }

  private void obey(Intent intent) {
    Broadcast broadcast = desk.broadcast();
    switch (intent) {
      case Intent.GoLive _ -> goLive(broadcast);
      case Intent.Stop _ -> {
        departure.cancel();
        work.run(broadcast::stop);
      }
      case Intent.ListDevices _ -> survey.devices(menu -> post(() -> devices = menu));
      case Intent.ListEncoders _ ->
          survey.encoders(
              working -> post(() -> encoders = working), text -> post(() -> tell(text)));
      case Intent.SetEncoder set -> {
        if (!broadcast.state().busy()) {
          broadcast.code(broadcast.settings().encoding().withEncoder(set.name()));
        }
      }
      case Intent.SetStamped set -> broadcast.stamp(set.wanted());
      case Intent.AddSource add -> SceneEdits.add(broadcast, add.source());
      case Intent.RemoveSource remove -> broadcast.remove(remove.id());
      case Intent.ShowSource show -> SceneEdits.show(broadcast, show.id(), show.visible());
      case Intent.SetGain set -> SceneEdits.gain(broadcast, set.channelId(), set.gainDb());
      case Intent.SetMuted set -> SceneEdits.mute(broadcast, set.channelId(), set.muted());
      case Intent.ToggleMuteAll _ -> SceneEdits.toggleMuteAll(broadcast);
      case Intent.AboutEndpoints about -> endpoints.obey(about.wish(), broadcast);
      case Intent.SetRecording set -> deliver(delivery().withRecord(set.wanted()));
      case Intent.SetRecordFolder set -> deliver(delivery().withRecordFolder(set.folder()));
      case Intent.SetPicture set ->
          CanvasChange.of(broadcast.settings(), set.picture()).apply(desk, work);
      case Intent.DismissNotice _ -> notice = Optional.empty();
      case Intent.Answered answered -> answer(answered.answer());
      case Intent.Diagnose _ ->
          survey.diagnosis(
              Diagnosis.of(delivery()), word -> post(() -> notice = Optional.of(word)));
      case Intent.PlaceWindow place -> settings = settings.with(place.place());
    }
  }

  private void answer(Notice.Answer answer) {
    switch (answer) {
      case Notice.Answer.OfUpdates about -> news.obey(about.wish());
      case Notice.Answer.Show show -> Browser.show(show.page()).ifPresent(this::tell);
    }
  }

  private Delivery delivery() {
    return settings.delivery();
  }

  private void deliver(Delivery wanted) {
    settings = settings.with(wanted);
  }

  private void goLive(Broadcast broadcast) {
    if (!broadcast.state().busy() && !departure.pending()) {
      notice = Optional.empty();
      AddressBook book = endpoints.book();
      departure.begin(delivery(), book.here(), book.all(), broadcast::goLive);
    }
  }

  private void stateChanged(BroadcastState state) {
    departure.noticed(state);
    if (state instanceof BroadcastState.Failed failed) {
      tell(failed.sentence());
    }
    Optional<URI> playlist =
        state instanceof BroadcastState.Live ? departure.playlist() : Optional.empty();
    if (playlist.isPresent() != monitored) {
      monitored = playlist.isPresent();
      work.run(() -> playlist.ifPresentOrElse(engine.player()::play, engine.player()::stop));
    }
  }

  private void mend(Fix fix) {
    Broadcast broadcast = desk.broadcast();
    Mending.encoding(broadcast.settings().encoding(), fix).ifPresent(broadcast::code);
    Mending.picture(broadcast.settings(), fix)
        .ifPresent(wanted -> CanvasChange.of(broadcast.settings(), wanted).apply(desk, work));
  }

  private void tell(String sentence) {
    notice = Optional.of(new Notice(Notice.Weight.PROBLEM, sentence));
  }

  private void tick() {
    if (ticks++ % TICKS_A_SECOND == 0) {
      statistics = desk.broadcast().statistics();
      lagged = lag.count(desk.broadcast().state().busy(), statistics.lagged());
      Settings now = current();
      keeper.ifPresent(
          kept -> work.run(() -> kept.keep(now).ifPresent(text -> post(() -> tell(text)))));
    }
  }

  private Settings current() {
    return settings
        .with(desk.broadcast().settings())
        .with(endpoints.remembered(delivery()))
        .with(news.known())
        .withMonitorVolume(engine.player().volume());
  }

  private void publish() {
    Broadcast broadcast = desk.broadcast();
    Facts facts =
        new Facts(
            broadcast.state(),
            departure.pending(),
            Statuses.of(broadcast.inputs(), broadcast.settings().inputs()),
            current(),
            endpoints.facts(broadcast, departure.page()),
            statistics,
            lagged,
            devices,
            encoders,
            notice,
            System.nanoTime());
    WindowState next = Projection.of(facts);
    if (!next.equals(shown)) {
      shown = next;
      view.accept(next);
    }
  }

  private void post(Runnable what) {
    try {
      thread.execute(guarded(what));
    } catch (RejectedExecutionException _) {
      LOG.debug("The window is closed; nothing more is shown");
    }
  }

  /// A mistake of ours must not end the ticks, and every change is shown.
  private Runnable guarded(Runnable what) {
    return () -> {
      try {
        what.run();
        publish();
      } catch (RuntimeException e) {
        LOG.error("The window could not follow", e);
      }
    };
  }

  /// Ends the broadcast, keeps the settings and stops showing states; blocks until then, some
  /// seconds at most. Idempotent.
  @Override
  public void close() {
    thread.shutdown();
    boolean ended = false;
    try {
      ended = thread.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (ended) {
      endpoints.close();
      Settings last = current(); // nobody changes it any more
      keeper.ifPresent(kept -> work.run(() -> kept.keep(last).ifPresent(LOG::warn)));
    }
    work.close();
    desk.close();
  }
}
