// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.drafting;

import io.tally.app.outlet.Outlet;
import io.tally.app.window.state.endpoint.Check;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.app.window.state.endpoint.EndpointForm;
import io.tally.app.window.state.endpoint.ServiceItem;
import io.tally.protocol.service.Services;
import io.tally.protocol.tls.Fingerprint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which endpoint is in the form, and what was found out about it?
///
/// Life: [#add] or [#edit] opens it, [#save] or [#close] closes it. Threads: all methods on the
/// presenter's thread.
public final class Drafting {
  private static final String NEW = "new";
  private final DraftReader reader;
  private final OutletMaker maker;
  private final List<ServiceItem> catalogue;
  private final Testing testing;
  private @Nullable Open open;

  /// The form while it is open.
  private record Open(Kept kept, boolean fresh, Optional<String> problem, Check check) {
    Open withProblem(String sentence) {
      return new Open(kept, fresh, Optional.of(sentence), check);
    }

    Open withCheck(Check wanted) {
      return new Open(kept, fresh, problem, wanted);
    }

    /// What was found out about something else says nothing about this.
    Open with(Kept changed) {
      return new Open(changed, fresh, Optional.empty(), Check.NONE);
    }
  }

  /// @param presenter runs what the test tells, on the presenter's thread
  public Drafting(Services services, Executor presenter) {
    reader = new DraftReader(services);
    maker = new OutletMaker(services);
    catalogue = Catalogue.of(services);
    testing = new Testing(presenter);
  }

  /// What the form shows, while it is open.
  public Optional<EndpointForm> form() {
    return Optional.ofNullable(open)
        .map(now ->
            new EndpointForm(
                now.fresh ? Optional.empty() : Optional.of(now.kept.id()),
                now.kept.draft(),
                catalogue,
                now.problem,
                now.kept.pins().stream().findFirst().map(Fingerprint::toString),
                now.check));
  }

  /// Opens the form, empty.
  public void add() {
    show(new Kept(NEW, Draft.of(Services.CUSTOM), List.of(), true), true);
  }

  /// Opens the form with what there is.
  public void edit(Kept kept) {
    show(kept, false);
  }

  private void show(Kept kept, boolean fresh) {
    close();
    open = new Open(kept, fresh, Optional.empty(), Check.NONE);
  }

  /// Something was typed or chosen.
  public void change(Draft typed) {
    Open now = open;
    if (now != null && !typed.equals(now.kept.draft())) {
      Draft read = reader.read(now.kept.draft(), typed);
      testing.stop();
      boolean elsewhere = !read.address().equals(now.kept.draft().address());
      // A certificate is trusted at one server.
      List<Fingerprint> pins = elsewhere ? List.of() : now.kept.pins();
      open = now.with(new Kept(now.kept.id(), read, pins, now.kept.on()));
    }
  }

  /// Tests what stands in the form, as far as no viewer notices.
  ///
  /// @param onAir whether the programme goes out meanwhile
  public void test(boolean onAir) {
    Open now = open;
    if (now != null) {
      outlet(now).ifPresent(outlet -> testing.begin(outlet, onAir, this::found));
    }
  }

  /// Sends a test picture there, once the test has asked for it.
  public void send() {
    Open now = open;
    if (now != null && now.check.question().isPresent()) {
      outlet(now).ifPresent(outlet -> testing.send(outlet, now.check, this::found));
    }
  }

  /// What stands in the form; where it cannot be used, the form says why.
  private Optional<Outlet> outlet(Open now) {
    try {
      return Optional.of(maker.outlet(now.kept));
    } catch (IllegalArgumentException e) {
      open = now.withProblem(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void found(Check check) {
    Open now = open;
    if (now != null) {
      open = now.withCheck(check);
    }
  }

  /// Trusts a certificate there.
  public void trust(String fingerprint) {
    pin(List.of(Fingerprint.parse(fingerprint)));
  }

  /// Trusts only what the system trusts.
  public void distrust() {
    pin(List.of());
  }

  private void pin(List<Fingerprint> pins) {
    Open now = open;
    if (now != null) {
      testing.stop();
      open = now.with(new Kept(now.kept.id(), now.kept.draft(), pins, now.kept.on()));
    }
  }

  /// Closes the form if what stands in it can be used; else it says why not.
  ///
  /// @param newId names an endpoint that there was not before
  /// @return what is to be kept
  public Optional<Kept> save(Supplier<String> newId) {
    Open now = open;
    if (now == null) {
      return Optional.empty();
    }
    if (outlet(now).isEmpty()) {
      return Optional.empty();
    }
    close();
    String id = now.fresh ? newId.get() : now.kept.id();
    return Optional.of(new Kept(id, now.kept.draft(), now.kept.pins(), now.kept.on()));
  }

  /// Closes the form for good, and waits until a test has let go of everything.
  ///
  /// @param most how long
  public void end(Duration most) {
    close();
    testing.await(most);
  }

  /// Closes the form.
  ///
  /// @return the id of what was edited in it; empty for what was not kept yet
  public Optional<String> close() {
    Open now = open;
    testing.stop();
    open = null;
    return Optional.ofNullable(now).filter(last -> !last.fresh).map(last -> last.kept.id());
  }
}
