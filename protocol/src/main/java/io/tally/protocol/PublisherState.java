// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol;

/// How does one connection to one endpoint stand? Only its publisher moves it on; anybody may read
/// it.
public sealed interface PublisherState {
  /// Not asked to send.
  record Idle() implements PublisherState {}

  /// Resolving, connecting, shaking hands or asking to publish.
  record Connecting() implements PublisherState {}

  /// The endpoint has accepted the stream and takes packets.
  ///
  /// @param sinceNs `System.nanoTime` of the acceptance
  record Live(long sinceNs) implements PublisherState {}

  /// The connection broke, or could not be made again; the next attempt comes by itself.
  ///
  /// @param attempt how many connections were tried since the break; 0 right after it
  /// @param cause why there is none now
  /// @param retryAtNs `System.nanoTime` at which the next attempt begins, unless
  ///   [Publisher#retryNow] asks for it earlier; not after now while it runs
  /// @param lostAtNs `System.nanoTime` of the break
  record Reconnecting(int attempt, PublishFailure cause, long retryAtNs, long lostAtNs)
      implements PublisherState {}

  /// Over, by our wish, after everything queued was sent.
  record Stopped() implements PublisherState {}

  /// Over, not by our wish, and not tried again.
  record Failed(PublishFailure failure) implements PublisherState {}
}
