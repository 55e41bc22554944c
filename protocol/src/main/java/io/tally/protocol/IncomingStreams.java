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
    record Refused(Reason reason, String sentence) implements Answer {
      /// For no reason that a protocol has a word for.
      public Refused(String sentence) {
        this(Reason.OTHER, sentence);
      }
    }

    /// Why not, as far as protocols have words for it.
    enum Reason {
      /// The key is not the one that is asked for.
      WRONG_KEY,
      /// Somebody publishes under this name.
      IN_USE,
      /// There are too many streams.
      NO_ROOM,
      /// Something else.
      OTHER
    }
  }
}
