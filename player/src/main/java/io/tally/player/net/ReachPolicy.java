// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/// May a stream lead here?
///
/// A playlist is hostile input: one from the public network must not make this machine ask its own
/// services, or those of the network behind its firewall. Only http and https, never from https to
/// http by redirect. The system looks names up again when it connects, so a name server that
/// changes its answer within the system's cache time (30 s) is not caught. Threads: any.
public final class ReachPolicy {
  /// How far is an address away?
  public enum Zone {
    /// This machine.
    LOOPBACK,
    /// This network: private, link-local, shared or reserved addresses.
    PRIVATE,
    /// The public network.
    PUBLIC
  }

  /// Everything that http and https reach.
  public static final ReachPolicy ANYWHERE = new ReachPolicy(Zone.LOOPBACK);

  private static final int SHARED_A = 100; // 100.64.0.0/10, RFC 6598
  private static final int BENCHMARK_A = 198; // 198.18.0.0/15, RFC 2544
  private static final int MULTICAST_A = 224;

  private final Zone nearest;

  private ReachPolicy(Zone nearest) {
    this.nearest = nearest;
  }

  /// What a stream from there may reach: its own zone and all that is farther away.
  public static ReachPolicy from(Zone origin) {
    return new ReachPolicy(origin);
  }

  /// What a stream may reach that the user named by this address; a name that cannot be looked up
  /// counts as public. Looks the name up, so it may wait.
  public static ReachPolicy from(URI typed) {
    try {
      return typed.getHost() == null ? from(Zone.PUBLIC) : from(zone(lookUp(typed)));
    } catch (UnknownHostException _) {
      return from(Zone.PUBLIC);
    }
  }

  /// The addresses of a host. May wait.
  public static InetAddress[] lookUp(URI uri) throws UnknownHostException {
    String host = String.valueOf(uri.getHost());
    return InetAddress.getAllByName(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
  }

  /// The nearest zone of several addresses: one that lies near is enough to be careful.
  public static Zone zone(InetAddress... addresses) {
    Zone nearest = Zone.PUBLIC;
    for (InetAddress address : addresses) {
      Zone one = zoneOf(address);
      nearest = one.compareTo(nearest) < 0 ? one : nearest;
    }
    return nearest;
  }

  private static Zone zoneOf(InetAddress address) {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return Zone.LOOPBACK;
    }
    if (address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()) {
      return Zone.PRIVATE;
    }
    return switch (address) {
      case Inet4Address four -> isReserved(four.getAddress()) ? Zone.PRIVATE : Zone.PUBLIC;
      case Inet6Address six -> zoneOf(six);
      default -> Zone.PRIVATE;
    };
  }

  private static Zone zoneOf(Inet6Address six) {
    byte[] bytes = six.getAddress();
    if ((bytes[0] & 0xFE) == 0xFC) {
      return Zone.PRIVATE; // unique local, RFC 4193
    }
    // 64:ff9b::/96 and 2002::/16 carry an IPv4 address, RFC 6052 and 3056.
    boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xFF) == 0xFF;
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    if (translated || sixToFour) {
      try {
        byte[] four = java.util.Arrays.copyOfRange(bytes, translated ? 12 : 2, translated ? 16 : 6);
        return zoneOf(InetAddress.getByAddress(four));
      } catch (UnknownHostException _) {
        return Zone.PRIVATE;
      }
    }
    return Zone.PUBLIC;
  }

  private static boolean isReserved(byte[] four) {
    int a = four[0] & 0xFF;
    int b = four[1] & 0xFF;
    return a == 0
        || (a == SHARED_A && b >= 64 && b < 128)
        || (a == BENCHMARK_A && (b == 18 || b == 19))
        || (a == 192 && b == 0 && four[2] == 0)
        || a >= MULTICAST_A;
  }

  /// Why an address may not be asked; empty when it may.
  ///
  /// @param addresses of its host
  public Optional<String> refusal(URI uri, InetAddress... addresses) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of("Only http and https are loaded, not " + scheme);
    }
    Zone zone = zone(addresses);
    if (zone.compareTo(nearest) < 0) {
      return Optional.of(
          "The stream leads to %s, which is %s, and it comes from farther away; open that address yourself if you trust it"
              .formatted(
                  uri.getHost(), zone == Zone.LOOPBACK ? "this machine" : "in this network"));
    }
    return Optional.empty();
  }

  /// Why a redirect may not be followed; empty when it may.
  public static Optional<String> redirectRefusal(URI from, URI to) {
    boolean downgrade =
        "https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme());
    return downgrade
        ? Optional.of(
            from.getHost() + " redirects from https to " + to.getScheme() + ", which is refused")
        : Optional.empty();
  }
}
