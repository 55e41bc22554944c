// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// How do the bytes of two connections get across, both ways, until one of them ends?
///
/// Keeps what was joined and where it came in, and closes all of that with itself.
public final class Relay implements AutoCloseable {
  private final ServerSocket listening;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /// @param listening taken: closed with this
  public Relay(ServerSocket listening) {
    this.listening = listening;
  }

  /// Closes a connection with itself, too.
  ///
  /// @param socket the caller may close it earlier
  public void keep(Socket socket) {
    open.add(socket);
  }

  /// Passes bytes both ways from now on.
  ///
  /// @return the threads that do it, which end with the connections
  public List<Thread> start(Socket one, Socket other) {
    open.addAll(List.of(one, other));
    return List.of(
        Thread.ofVirtual().start(() -> pass(one, other)),
        Thread.ofVirtual().start(() -> pass(other, one)));
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // A refused handshake or a closed side ends both, which is all there is to do.
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
