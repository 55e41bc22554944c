// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import io.tally.protocol.peers.ScriptedServer;

/// Where does a publisher send to when only its own cost is to be seen? To a server that accepts
/// anything and throws it away.
///
/// As a program: takes one connection on a port that it prints, and ends with it.
public final class NullServer {
  private NullServer() {}

  static void play(ScriptedServer script) throws Exception {
    script.shakeHandsAndAnswer();
    script.sendStatus("status", "NetStream.Publish.Start");
    script.readAndForget();
  }

  public static void main(String[] arguments) throws Exception {
    try (var server = new ScriptedServer(NullServer::play)) {
      System.out.println(server.port());
      server.awaitEnd();
    }
  }
}
