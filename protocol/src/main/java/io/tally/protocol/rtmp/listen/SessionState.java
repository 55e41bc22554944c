// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.listen;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.rtmp.receive.IncomingMedia;

/// How far has a publisher come?
sealed interface SessionState {
  /// Hands are shaken at most.
  record Fresh() implements SessionState {}

  /// An application is chosen.
  ///
  /// @param query what was written behind its name, which may hold the key
  record Connected(String application, Secret query) implements SessionState {}

  /// On the air.
  ///
  /// @param streamId of the messages that carry its media
  record Publishing(String application, Secret key, int streamId, IncomingMedia media)
      implements SessionState {}

  /// Said goodbye, was refused, or is gone.
  record Over() implements SessionState {}
}
