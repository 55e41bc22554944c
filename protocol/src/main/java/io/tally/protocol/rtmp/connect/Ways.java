// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.line.HostLookup;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.rtmp.route.LocalAddress;
import io.tally.protocol.rtmp.route.ProxyDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// From where to which addresses can the first connection be made: to the endpoint, or to the
/// proxy?
///
/// @param from what the socket is bound to; null leaves it to the system
record Ways(List<InetAddress> addresses, @Nullable InetSocketAddress from) {
  static Ways of(Endpoint endpoint, PublishSettings settings)
      throws PublishException, InterruptedException {
    var proxy = settings.route().proxy().orElse(null);
    List<InetAddress> addresses;
    try {
      addresses =
          HostLookup.addresses(
              proxy == null ? endpoint.host() : proxy.host(), settings.connectTimeout());
    } catch (PublishException e) {
      throw proxy == null ? e : new PublishException(new ProxyDoor(proxy).unknown(), e);
    }
    var wanted = settings.route().bindAddress().orElse(null);
    return wanted == null ? new Ways(addresses, null) : bound(wanted, addresses, settings);
  }

  private static Ways bound(String wanted, List<InetAddress> remote, PublishSettings settings)
      throws PublishException, InterruptedException {
    LocalAddress from;
    try {
      from = LocalAddress.of(wanted, HostLookup.addresses(wanted, settings.connectTimeout()));
    } catch (IOException e) {
      throw new PublishException(Kind.BAD_ADDRESS, String.valueOf(e.getMessage()), e);
    } catch (PublishException e) {
      throw new PublishException(
          Kind.BAD_ADDRESS,
          "The address to send from, %s, is not known: give one of this computer's own, or leave it to the system."
              .formatted(wanted),
          e);
    }
    var suiting = remote.stream().filter(from::suits).toList();
    if (suiting.isEmpty()) {
      throw new PublishException(
          Kind.BAD_ADDRESS,
          "From %s there is no way to %s, which is of the other kind (IPv4 or IPv6): send from another address of this computer."
              .formatted(from, remote.getFirst().getHostAddress()));
    }
    return new Ways(suiting, from.socket());
  }

  @Override
  public String toString() {
    return addresses.stream()
        .map(InetAddress::getHostAddress)
        .collect(Collectors.joining(", ", "", "."));
  }
}
