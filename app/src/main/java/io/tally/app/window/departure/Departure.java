// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.departure;

import io.tally.app.BroadcastState;
import io.tally.app.LocalIngest;
import io.tally.app.outlet.Outlet;
import io.tally.app.settings.Delivery;
import io.tally.app.window.drafting.Kept;
import io.tally.app.window.drafting.OutletMaker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What happens between *Go live* and the broadcast's own first step, and where does it lead?
///
/// Ports and folders are made ready off the presenter's thread; the person may change their mind
/// meanwhile. Threads: all methods on the presenter's thread.
public final class Departure {
  private final LocalIngest ingest;
  private final OutletMaker maker;
  private final Executor work;
  private final Executor presenter;
  private final Consumer<String> notice;
  private boolean pending;
  private Optional<URI> playlist = Optional.empty();
  private Optional<URI> page = Optional.empty();

  /// What was made ready.
  private record Ready(List<Outlet> outlets, Optional<Path> recording, Optional<Watch> watch) {}

  /// Where the embedded ingest shows the programme.
  private record Watch(URI playlist, URI page) {}

  /// @param work runs what blocks
  /// @param presenter runs what follows, on the presenter's thread
  /// @param notice takes sentences for the person
  public Departure(
      LocalIngest ingest,
      OutletMaker maker,
      Executor work,
      Executor presenter,
      Consumer<String> notice) {
    this.ingest = ingest;
    this.maker = maker;
    this.work = work;
    this.presenter = presenter;
    this.notice = notice;
  }

  /// Whether the person waits and the broadcast does not know yet.
  public boolean pending() {
    return pending;
  }

  /// What the monitor can play while this departure's programme is live.
  public Optional<URI> playlist() {
    return playlist;
  }

  /// The page for a browser, once the embedded ingest runs.
  public Optional<URI> page() {
    return page;
  }

  /// Makes everything ready, then tells the broadcast.
  ///
  /// @param here whether the ingest in this program is switched on
  /// @param kept the endpoints that the person added
  public void begin(
      Delivery delivery,
      boolean here,
      List<Kept> kept,
      BiConsumer<List<Outlet>, Optional<Path>> goLive) {
    pending = true;
    work.execute(() -> {
      try {
        Ready ready = ready(delivery, here, kept);
        presenter.execute(() -> depart(ready, goLive));
      } catch (IOException | IllegalArgumentException e) {
        presenter.execute(() -> fail(String.valueOf(e.getMessage())));
      }
    });
  }

  private Ready ready(Delivery delivery, boolean here, List<Kept> kept) throws IOException {
    return new Ready(
        Destination.outlets(here, kept, maker, ingest),
        Destination.recording(delivery, LocalDateTime.now(ZoneId.systemDefault())),
        here ? Optional.of(new Watch(ingest.playlist(), ingest.page())) : Optional.empty());
  }

  private void depart(Ready ready, BiConsumer<List<Outlet>, Optional<Path>> goLive) {
    if (pending) {
      playlist = ready.watch.map(Watch::playlist);
      page = ready.watch.map(Watch::page);
      goLive.accept(ready.outlets, ready.recording);
    }
  }

  private void fail(String sentence) {
    if (pending) {
      pending = false;
      notice.accept(sentence);
    }
  }

  /// The person does not want to go live any more.
  public void cancel() {
    pending = false;
  }

  /// The broadcast took a step: from now on its state says everything.
  public void noticed(BroadcastState state) {
    if (state instanceof BroadcastState.Starting || state instanceof BroadcastState.Failed) {
      pending = false;
    }
  }
}
