// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.line;

/// How is a line to an endpoint opened?
///
/// Life: [#open] as often as a line is wanted, one call at a time, then [#close].
public interface Connector extends AutoCloseable {
  /// Opens a line whose far end has accepted the stream. Blocks, on a virtual thread, until then;
  /// an interrupt ends it at once, and nothing stays open. Asks for the host's address anew.
  ///
  /// @return the caller closes it
  /// @throws PublishException with the sentence that says why there is none
  Line open() throws PublishException, InterruptedException;

  /// No more lines are opened, and all are closed: gives back what they shared.
  @Override
  default void close() {}
}
