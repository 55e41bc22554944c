// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import io.tally.protocol.endpoint.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which stream key belongs to this endpoint?
///
/// Kept in the system's keychain by the endpoint's URL; where there is none, for this run only.
/// Threads: all methods from any thread; they return at once, and the keychain, which may ask the
/// person to unlock it, is spoken to on a thread of its own, `keychain`. Futures complete there.
public final class KeyStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyStore.class);
  private static final String SERVICE = "Tally stream key";
  private static final String NO_ANSWER = "the system's keychain does not answer";
  private static final int FIND_SECONDS = 10;
  private static final int KEEP_SECONDS = 60; // the person may have to type a password

  private final Map<URI, Secret> ofThisRun = new ConcurrentHashMap<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("keychain").factory());
  private @Nullable Keyring keyring; // only on the thread; null until asked for

  /// The key of an endpoint; empty when none is known, or the keychain does not answer in time.
  public CompletableFuture<Optional<Secret>> find(URI endpoint) {
    Secret known = ofThisRun.get(endpoint);
    if (known != null) {
      return CompletableFuture.completedFuture(Optional.of(known));
    }
    return CompletableFuture.supplyAsync(() -> read(endpoint), thread)
        .completeOnTimeout(Optional.empty(), FIND_SECONDS, SECONDS);
  }

  /// Keeps the key of an endpoint, or forgets it when it is empty.
  ///
  /// @return a sentence when it could only be kept until the end of this run
  public CompletableFuture<Optional<String>> keep(URI endpoint, Secret key) {
    if (key.isEmpty()) {
      ofThisRun.remove(endpoint);
    } else {
      ofThisRun.put(endpoint, key);
    }
    return CompletableFuture.supplyAsync(() -> write(endpoint, key), thread)
        .completeOnTimeout(Optional.of(notKept(NO_ANSWER)), KEEP_SECONDS, SECONDS);
  }

  /// What keeps keys from being kept; empty when nothing does. Asks the person nothing.
  ///
  /// @return a sentence
  public CompletableFuture<Optional<String>> trouble() {
    return CompletableFuture.supplyAsync(this::tryOut, thread)
        .completeOnTimeout(Optional.of(notKept(NO_ANSWER)), FIND_SECONDS, SECONDS);
  }

  private Optional<String> tryOut() {
    try {
      keyring();
      return Optional.empty();
    } catch (BackendNotSupportedException | RuntimeException | LinkageError e) {
      return Optional.of(noKeychain(e));
    }
  }

  private Optional<Secret> read(URI endpoint) {
    try {
      return Optional.of(Secret.of(keyring().getPassword(SERVICE, endpoint.toString())));
    } catch (PasswordAccessException _) {
      return Optional.empty(); // no key was ever kept, or the person did not unlock it
    } catch (BackendNotSupportedException | RuntimeException | LinkageError e) {
      LOG.info("No system keychain: {}", e.toString());
      return Optional.empty();
    }
  }

  private Optional<String> write(URI endpoint, Secret key) {
    try {
      Keyring open = keyring();
      if (key.isEmpty()) {
        open.deletePassword(SERVICE, endpoint.toString());
      } else {
        open.setPassword(SERVICE, endpoint.toString(), key.use(value -> value));
      }
      return Optional.empty();
    } catch (PasswordAccessException e) {
      LOG.info("The keychain refused: {}", e.toString());
      return key.isEmpty()
          ? Optional.empty()
          : Optional.of(notKept("the system's keychain refused it"));
    } catch (BackendNotSupportedException | RuntimeException | LinkageError e) {
      String sentence = noKeychain(e);
      return key.isEmpty() ? Optional.empty() : Optional.of(sentence);
    }
  }

  private static String noKeychain(Throwable why) {
    LOG.info("No system keychain: {}", why.toString());
    return notKept("this system has no keychain that Tally can use");
  }

  private static String notKept(String why) {
    return "The stream key is kept until Tally is closed only, because "
        + why
        + ". Unlock or install one (on Linux: GNOME Keyring or KWallet), or enter the key again"
        + " next time.";
  }

  private Keyring keyring() throws BackendNotSupportedException {
    Keyring open = keyring;
    if (open == null) {
      open = Keyring.create();
      keyring = open;
    }
    return open;
  }

  /// Ends the thread; waits for nothing. Idempotent.
  @Override
  public void close() {
    thread.shutdown();
  }
}
