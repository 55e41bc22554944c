// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol;

import io.tally.protocol.endpoint.Secret;

/// Who may publish here, and where does the stream go?
public interface IncomingStreams {
  /// Accepts a stream or refuses it. On the event loop of the publisher's connection; must not
  /// block.
  ///
  /// @param application the application of the publisher's URL, such as `live`
  /// @param key the stream name or key that the publisher gave
  Answer publish(String application, Secret key);

  /// Yes or no.
  sealed interface Answer {
    /// Go on; packets go to `stream`.
    record Accepted(IncomingStream stream) implements Answer {}

    /// No, with a sentence for the publisher that does not show the key.
    record Refused(String sentence) implements Answer {}
  }
}
