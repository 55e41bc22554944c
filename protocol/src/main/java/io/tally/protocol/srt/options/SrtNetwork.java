// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.options;

/// How does a connection treat the network (libsrt's option names in brackets)?
///
/// @param connectMs how long a caller tries (conntimeo)
/// @param idleMs silence after which the peer counts as gone (peeridletimeo)
/// @param reportsLoss whether loss reports are repeated (nakreport)
/// @param reorderTolerance packets that may come before a gap is reported (lossmaxttl)
/// @param trafficClass the IP type of service, -1 for the system's (iptos, tos)
public record SrtNetwork(
    int connectMs, int idleMs, boolean reportsLoss, int reorderTolerance, int trafficClass) {
  /// As libsrt has them, but with a second more to connect: the first answer may come from a server
  /// that has to be woken.
  public static final SrtNetwork USUAL = new SrtNetwork(4_000, 5_000, true, 0, -1);

  public SrtNetwork {
    if (connectMs < 1 || idleMs < 1) {
      throw new IllegalArgumentException(
          "The SRT timeouts are %d ms to connect and %d ms idle: both must be 1 ms or more."
              .formatted(connectMs, idleMs));
    }
    if (reorderTolerance < 0 || trafficClass < -1 || trafficClass > 255) {
      throw new IllegalArgumentException(
          "The SRT options lossmaxttl and iptos are %d and %d: the first must be 0 or more, the second 0 to 255."
              .formatted(reorderTolerance, trafficClass));
    }
  }
}
