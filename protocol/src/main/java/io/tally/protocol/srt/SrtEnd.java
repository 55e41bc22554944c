// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import io.tally.protocol.srt.link.LinkEnd;
import java.net.InetSocketAddress;

/// Why is a connection over?
///
/// @param kind the sort of end
/// @param sentence for a person
public record SrtEnd(LinkEnd kind, String sentence) {
  static SrtEnd of(LinkEnd kind, String peer, int idleMs) {
    return new SrtEnd(
        kind,
        switch (kind) {
          case CLOSED -> "The SRT connection with %s was closed here.".formatted(peer);
          case SHUTDOWN -> "The SRT peer at %s ended the connection.".formatted(peer);
          case SILENT ->
              "Nothing came from the SRT peer at %s for %.0f s, so the connection is lost: check the line, and that its program runs."
                  .formatted(peer, idleMs / 1000.0);
        });
  }

  /// How an address is called in a sentence.
  static String place(InetSocketAddress address) {
    return "%s port %d".formatted(address.getHostString(), address.getPort());
  }
}
