// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.line;

import io.tally.protocol.PublishFailure.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Which addresses has a host?
///
/// The system's resolver cannot be interrupted, so it works on a thread of its own, which is left
/// behind when time is up.
public final class HostLookup {
  private HostLookup() {}

  /// Asks; an interrupt ends it at once.
  ///
  /// @param timeout how long to wait for the answer
  /// @throws PublishException when there is none
  public static List<InetAddress> addresses(String host, Duration timeout)
      throws PublishException, InterruptedException {
    var found = new CompletableFuture<List<InetAddress>>();
    Thread.ofVirtual()
        .name("publisher-resolve")
        .start(() -> {
          try {
            found.complete(List.of(InetAddress.getAllByName(host)));
          } catch (UnknownHostException e) {
            found.completeExceptionally(e);
          }
        });
    try {
      return found.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new PublishException(
          Kind.UNKNOWN_HOST,
          "The host %s is not known: check its name in the address, and whether this computer is online."
              .formatted(host),
          e.getCause());
    } catch (TimeoutException e) {
      throw new PublishException(
          Kind.TIMEOUT,
          "The address of %s was not found in %d s: check whether this computer is online and its name server answers."
              .formatted(host, timeout.toSeconds()),
          e);
    }
  }
}
