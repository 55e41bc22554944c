// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.drafting;

import io.tally.app.settings.KeyStore;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.protocol.endpoint.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Under which names does the keychain hold the key and the passwords of one endpoint?
///
/// Each by the address that it is for and, since one person may have two channels at one service,
/// the endpoint's id: an address or a user changed by hand in the settings file finds no secret of
/// another.
final class Secrets {
  /// The id of the endpoint that there was when there was one only; its key was kept by its address
  /// alone.
  static final String FIRST = "service";

  private final KeyStore keys;

  Secrets(KeyStore keys) {
    this.keys = keys;
  }

  /// The draft with what the keychain holds for it; completes on the keychain's thread.
  CompletableFuture<Draft> fill(String id, Draft draft) {
    CompletableFuture<Secret> key =
        find(keyName(id, draft))
            .thenCompose(found ->
                found.isEmpty() && id.equals(FIRST) ? find(uri(draft.address())) : done(found));
    return key.thenCombine(
            find(loginName(id, draft)),
            (found, password) -> draft.withKey(found).withLogin(draft.user(), password))
        .thenCombine(
            find(proxyName(id, draft)),
            (filled, password) -> filled.with(filled.way().withPassword(password)));
  }

  private CompletableFuture<Secret> find(@Nullable URI name) {
    return name == null
        ? done(Secret.of(""))
        : keys.find(name).thenApply(found -> found.orElse(Secret.of("")));
  }

  private static CompletableFuture<Secret> done(Secret secret) {
    return CompletableFuture.completedFuture(secret);
  }

  /// Keeps what the draft holds, and forgets what it does not.
  ///
  /// @return a sentence when it could be kept until the end of this run only
  CompletableFuture<Optional<String>> keep(String id, Draft draft) {
    return Stream.of(
            keep(keyName(id, draft), draft.key()),
            keep(loginName(id, draft), draft.password()),
            keep(proxyName(id, draft), draft.way().password()))
        .reduce(
            CompletableFuture.completedFuture(Optional.empty()),
            (one, other) -> one.thenCombine(other, (first, second) -> first.or(() -> second)));
  }

  /// Forgets everything that is kept for the draft.
  void forget(String id, Draft draft) {
    Secret none = Secret.of("");
    var _ = keep(keyName(id, draft), none);
    var _ = keep(loginName(id, draft), none);
    var _ = keep(proxyName(id, draft), none);
    if (id.equals(FIRST)) {
      var _ = keep(uri(draft.address()), none);
    }
  }

  private CompletableFuture<Optional<String>> keep(@Nullable URI name, Secret secret) {
    return name == null
        ? CompletableFuture.completedFuture(Optional.empty())
        : keys.keep(name, secret);
  }

  private static @Nullable URI keyName(String id, Draft draft) {
    return uri(draft.address() + "#" + id);
  }

  private static @Nullable URI loginName(String id, Draft draft) {
    return draft.user().isEmpty() ? null : named("login", draft.user(), draft.address() + "#" + id);
  }

  private static @Nullable URI proxyName(String id, Draft draft) {
    Draft.Way way = draft.way();
    return way.proxy() == Draft.Way.Proxy.NONE || way.user().isEmpty()
        ? null
        : named("proxy", way.user(), way.host() + ":" + way.port() + "#" + id);
  }

  private static @Nullable URI named(String scheme, String user, String rest) {
    try {
      return new URI(scheme, user + "@" + rest, null);
    } catch (URISyntaxException _) {
      return null; // no address that anything could be sent to
    }
  }

  private static @Nullable URI uri(String text) {
    try {
      return text.isEmpty() || text.startsWith("#") ? null : new URI(text);
    } catch (URISyntaxException _) {
      return null; // no address that anything could be sent to
    }
  }
}
