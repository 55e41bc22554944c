// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.route;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.stream.Collectors;

/// From which of this computer's addresses is a connection made?
public final class LocalAddress {
  private final InetAddress address;

  private LocalAddress(InetAddress address) {
    this.address = address;
  }

  /// Takes one of the addresses that a name of this computer has.
  ///
  /// @param wanted as the settings have it, for the sentence
  /// @throws IOException a sentence for a person, when none of them is ours
  public static LocalAddress of(String wanted, List<InetAddress> known) throws IOException {
    for (var each : known) {
      if (each.isLoopbackAddress() || NetworkInterface.getByInetAddress(each) != null) {
        return new LocalAddress(each);
      }
    }
    throw notOurs(wanted);
  }

  private static IOException notOurs(String wanted) throws IOException {
    var own =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
            .map(InetAddress::getHostAddress)
            .collect(Collectors.joining(", "));
    return new IOException(
        "%s is not an address of this computer (%s): choose one of these to send from, or leave it to the system."
            .formatted(wanted, own.isEmpty() ? "which has none" : "it has " + own));
  }

  /// What a socket is bound to, with any port.
  public InetSocketAddress socket() {
    return new InetSocketAddress(address, 0);
  }

  /// Whether a connection from here to there is possible at all: both IPv4, or both IPv6.
  public boolean suits(InetAddress remote) {
    return (address instanceof Inet4Address) == (remote instanceof Inet4Address);
  }

  @Override
  public String toString() {
    return address.getHostAddress();
  }
}
