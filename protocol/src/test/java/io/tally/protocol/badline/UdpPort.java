// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.badline;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Which UDP port can a peer receive on, and does it yet?
public final class UdpPort {
  private UdpPort() {}

  public static int find() throws IOException {
    try (var socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }

  /// Asks the kernel.
  public static void awaitBound(int port) {
    var entry = ":%04X 00000000:0000".formatted(port);
    await("UDP port " + port + " to be bound")
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            Files.readString(Path.of("/proc/net/udp")).contains(entry)
                || Files.readString(Path.of("/proc/net/udp6")).contains(":%04X ".formatted(port)));
  }
}
