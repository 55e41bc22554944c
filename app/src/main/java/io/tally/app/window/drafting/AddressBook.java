// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.drafting;

import io.tally.app.outlet.Outlet;
import io.tally.app.settings.Delivery;
import io.tally.app.settings.KeyStore;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.protocol.service.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Which endpoints has the person, and which of them are switched on?
///
/// Keys and passwords come from the keychain and go there; the settings get the rest. Threads: all
/// methods on the presenter's thread; the keychain answers there, too.
public final class AddressBook {
  /// The id of the ingest in this program.
  public static final String HERE = "here";

  private final Services services;
  private final Secrets secrets;
  private final Executor presenter;
  private final Consumer<String> notice;
  private final List<Kept> kept = new ArrayList<>();
  private boolean here;

  /// @param presenter runs what the keychain answers on the presenter's thread
  /// @param notice takes sentences for the person
  public AddressBook(
      Services services, KeyStore keys, Executor presenter, Consumer<String> notice) {
    this.services = services;
    secrets = new Secrets(keys);
    this.presenter = presenter;
    this.notice = notice;
  }

  /// Takes over what the settings remember; the secrets follow from the keychain.
  public void open(Delivery delivery) {
    here = delivery.embedded();
    delivery.outlets().forEach(entry -> remember(Remembered.kept(entry, services)));
  }

  private void remember(Kept entry) {
    kept.add(entry);
    var _ =
        secrets
            .fill(entry.id(), entry.draft())
            .thenAcceptAsync(draft -> filled(entry, draft), presenter);
  }

  /// Meanwhile the person may have typed another key, or another address.
  private void filled(Kept before, Draft draft) {
    kept.replaceAll(entry ->
        entry.id().equals(before.id()) && entry.draft().equals(before.draft())
            ? entry.withDraft(draft)
            : entry);
  }

  /// Takes endpoints for this run only, and switches off all others: their keys are not put into
  /// the keychain.
  public void borrow(List<Outlet> given) {
    here = false;
    kept.replaceAll(entry -> entry.withOn(false));
    given.forEach(outlet -> kept.add(Remembered.kept(outlet)));
  }

  /// Whether the ingest in this program is switched on.
  public boolean here() {
    return here;
  }

  /// The endpoints that the person added, in the order in which they did.
  public List<Kept> all() {
    return List.copyOf(kept);
  }

  /// One of them.
  public Optional<Kept> find(String id) {
    return kept.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  /// Switches one on or off, the ingest in this program among them.
  public void switched(String id, boolean on) {
    if (id.equals(HERE)) {
      here = on;
    }
    kept.replaceAll(entry -> entry.id().equals(id) ? entry.withOn(on) : entry);
  }

  /// A name for one that there was not before.
  public String newId() {
    int number = 1;
    while (find("endpoint-" + number).isPresent()) {
      number++;
    }
    return "endpoint-" + number;
  }

  /// Keeps one, in place of the one before or as the last, and its secrets in the keychain.
  public void keep(Kept changed) {
    Optional<Kept> before = find(changed.id());
    if (before.isPresent()) {
      if (!before.get().draft().equals(changed.draft())) {
        secrets.forget(changed.id(), before.get().draft());
      }
      kept.replaceAll(entry -> entry.id().equals(changed.id()) ? changed : entry);
    } else {
      kept.add(changed);
    }
    var _ =
        secrets
            .keep(changed.id(), changed.draft())
            .thenAcceptAsync(problem -> problem.ifPresent(notice), presenter);
  }

  /// Forgets one, and its secrets.
  public void remove(String id) {
    find(id).ifPresent(entry -> secrets.forget(id, entry.draft()));
    kept.removeIf(entry -> entry.id().equals(id));
  }

  /// What the settings remember of it: never a key or a password.
  public Delivery remembered(Delivery delivery) {
    return delivery
        .withEmbedded(here)
        .withOutlets(kept.stream().map(Remembered::settings).toList());
  }
}
