// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import io.tally.app.Broadcast;
import io.tally.app.outlet.Outlet;
import io.tally.app.plan.Encode;
import io.tally.app.settings.Delivery;
import io.tally.app.settings.KeyStore;
import io.tally.app.window.drafting.AddressBook;
import io.tally.app.window.drafting.Drafting;
import io.tally.app.window.drafting.Kept;
import io.tally.app.window.drafting.OutletMaker;
import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.projection.EndpointFacts;
import io.tally.app.window.projection.Place;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.service.Fix;
import io.tally.protocol.service.Services;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// What does each wish about the endpoints do, and what is there to show of them?
///
/// Threads: all methods on the presenter's thread.
final class EndpointDesk {
  private static final String NEXT_TIME =
      "This computer takes the programme from the next time on the air on, since its ingest was not"
          + " started with this broadcast.";

  /// As far as it is known before its ingest listens.
  private static final Outlet HERE =
      Outlet.of(AddressBook.HERE, Endpoint.parse("rtmp://127.0.0.1/live", Secret.of("")))
          .withName("This computer");

  private static final Duration LAST_TEST = Duration.ofSeconds(5);

  private final Services services;
  private final OutletMaker maker;
  private final AddressBook book;
  private final Drafting drafting;
  private final Planning planning = new Planning();
  private final Consumer<String> notice;
  private final Consumer<Fix> mend;

  /// @param presenter runs what comes later, on the presenter's thread
  /// @param notice takes sentences for the person
  /// @param mend changes the settings
  EndpointDesk(KeyStore keys, Executor presenter, Consumer<String> notice, Consumer<Fix> mend) {
    this.notice = notice;
    this.mend = mend;
    services = Services.known();
    maker = new OutletMaker(services);
    book = new AddressBook(services, keys, presenter, notice);
    drafting = new Drafting(services, presenter);
  }

  AddressBook book() {
    return book;
  }

  OutletMaker maker() {
    return maker;
  }

  void obey(EndpointIntent wish, Broadcast broadcast) {
    switch (wish) {
      case EndpointIntent.Switch turn -> turn(broadcast, turn.id(), turn.on());
      case EndpointIntent.Retry retry -> {
        broadcast.retryNow(retry.id());
        broadcast.switchOn(retry.id()); // for one that has failed, and is waiting no more
      }
      case EndpointIntent.Mend wanted -> mend.accept(wanted.fix());
      case EndpointIntent.Add _ -> drafting.add();
      case EndpointIntent.Edit edit -> book.find(edit.id()).ifPresent(drafting::edit);
      case EndpointIntent.Change change -> drafting.change(change.draft());
      case EndpointIntent.Test _ -> drafting.test(broadcast.state().busy());
      case EndpointIntent.SendTest _ -> drafting.send();
      case EndpointIntent.Trust trust -> drafting.trust(trust.fingerprint());
      case EndpointIntent.Distrust _ -> drafting.distrust();
      case EndpointIntent.Save _ ->
          drafting.save(book::newId).ifPresent(kept -> keep(broadcast, kept));
      case EndpointIntent.Remove _ ->
          drafting
              .close()
              .ifPresent(id -> {
                broadcast.switchOff(id);
                book.remove(id);
              });
      case EndpointIntent.Cancel _ -> drafting.close();
    }
  }

  private void turn(Broadcast broadcast, String id, boolean on) {
    book.switched(id, on);
    if (!on) {
      broadcast.switchOff(id);
    } else if (broadcast.state().busy() && !isKnown(broadcast, id)) {
      book.find(id).ifPresentOrElse(kept -> put(broadcast, kept), () -> notice.accept(NEXT_TIME));
    } else {
      broadcast.switchOn(id);
    }
  }

  private void keep(Broadcast broadcast, Kept kept) {
    book.keep(kept);
    if (broadcast.state().busy()) {
      put(broadcast, kept);
    }
  }

  private void put(Broadcast broadcast, Kept kept) {
    outlet(kept).ifPresent(broadcast::put);
  }

  private static boolean isKnown(Broadcast broadcast, String id) {
    return broadcast.outlets().stream().anyMatch(status -> status.outlet().id().equals(id));
  }

  /// Ends what is being tested, within five seconds.
  void close() {
    drafting.end(LAST_TEST);
  }

  /// What the settings remember.
  Delivery remembered(Delivery delivery) {
    return book.remembered(delivery);
  }

  /// What there is to show.
  ///
  /// @param page where a browser plays what the embedded ingest takes
  EndpointFacts facts(Broadcast broadcast, Optional<URI> page) {
    Encode wanted = Encode.wanted(broadcast.settings());
    List<Place> places = new ArrayList<>();
    places.add(
        new Place(
            AddressBook.HERE,
            HERE.name(),
            "no account needed",
            true,
            book.here(),
            Optional.empty(),
            Optional.of(HERE.withOn(book.here()))));
    for (Kept kept : book.all()) {
      places.add(
          new Place(
              kept.id(),
              maker.name(kept.draft()),
              maker.host(kept.draft()),
              false,
              kept.on(),
              services.named(kept.draft().service()),
              outlet(kept)));
    }
    List<Outlet> outlets = places.stream().map(Place::outlet).flatMap(Optional::stream).toList();
    return new EndpointFacts(
        places, broadcast.outlets(), wanted, planning.plan(wanted, outlets), page, drafting.form());
  }

  private Optional<Outlet> outlet(Kept kept) {
    try {
      return Optional.of(maker.outlet(kept));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // said when it is to be used
    }
  }
}
