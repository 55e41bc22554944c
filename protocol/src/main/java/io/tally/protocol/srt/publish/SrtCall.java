// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Route;
import io.tally.protocol.line.HostLookup;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.srt.SrtCaller;
import io.tally.protocol.srt.SrtConnection;
import io.tally.protocol.srt.SrtException;
import io.tally.protocol.srt.SrtLoops;
import io.tally.protocol.srt.SrtReceiver;
import io.tally.protocol.srt.options.SrtOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Which of a listener's addresses answers?
///
/// They are tried one after the other. Blocks, on a virtual thread, which an interrupt frees at
/// once.
public final class SrtCall {
  private static final Duration LOOKUP = Duration.ofSeconds(8);

  private final Endpoint endpoint;
  private final Route route;
  private final SrtLoops loops;

  /// @param loops which must be closed after the connections
  public SrtCall(Endpoint endpoint, Route route, SrtLoops loops) {
    this.endpoint = endpoint;
    this.route = route;
    this.loops = loops;
  }

  /// The listener's addresses.
  public List<InetAddress> addresses() throws PublishException, InterruptedException {
    if (route.proxy().isPresent()) {
      throw new PublishException(
          Kind.PROXY,
          "SRT cannot go through a proxy, since it is UDP: set no proxy for %s, or send to it by rtmps."
              .formatted(endpoint.host()));
    }
    return HostLookup.addresses(endpoint.host(), LOOKUP);
  }

  /// Calls.
  ///
  /// @param addresses in the order in which they are tried
  /// @return the caller closes it
  public SrtConnection connect(List<InetAddress> addresses, SrtOptions options)
      throws PublishException, InterruptedException {
    Optional<SrtException> last = Optional.empty();
    for (var address : addresses) {
      var from = from(address);
      if (from.isPresent()) {
        try {
          return new SrtCaller(loops)
              .connect(
                  new InetSocketAddress(address, endpoint.port()),
                  from.get(),
                  options,
                  SrtReceiver.NONE);
        } catch (SrtException e) {
          last = Optional.of(e);
          if (!e.isTemporary()) {
            break; // another address of the same server will not think otherwise
          }
        }
      }
    }
    Function<SrtException, PublishException> told = e -> new PublishException(e.failure(), e);
    throw last.map(told).orElseGet(this::notReachedFrom);
  }

  private PublishException notReachedFrom() {
    return new PublishException(
        Kind.BAD_ADDRESS,
        "%s cannot be reached from %s: choose an address of this computer, of the same IP version."
            .formatted(endpoint.host(), route.bindAddress().orElse("here")));
  }

  /// Our own address for one of theirs, if there is one of the same version of IP.
  private Optional<InetSocketAddress> from(InetAddress to)
      throws PublishException, InterruptedException {
    if (route.bindAddress().isEmpty()) {
      return Optional.of(new InetSocketAddress(0));
    }
    return HostLookup.addresses(route.bindAddress().get(), LOOKUP).stream()
        .filter(ours -> ours.getClass() == to.getClass())
        .findFirst()
        .map(ours -> new InetSocketAddress(ours, 0));
  }
}
