// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.listen;

import io.tally.protocol.rtmp.message.Message;

/// What can a session do to its connection? On the connection's event loop.
interface SessionPeer {
  void send(Message message);

  /// Closes after everything sent has gone out and the publisher has had time to read it.
  void close();
}
