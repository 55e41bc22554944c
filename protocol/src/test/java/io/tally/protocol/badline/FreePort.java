// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.badline;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which port can a peer listen on, and does it listen yet?
public final class FreePort {
  private FreePort() {}

  public static int find() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Asks the kernel: to connect would use up a peer that takes one connection only.
  public static void awaitListening(int port) {
    var entry = "0100007F:%04X 00000000:0000 0A".formatted(port);
    await("port " + port + " to be listened on")
        .until(() -> Files.readString(Path.of("/proc/net/tcp")).contains(entry));
  }
}
