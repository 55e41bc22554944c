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

  /// Over, by our wish, after everything queued was sent.
  record Stopped() implements PublisherState {}

  /// Over, not by our wish.
  record Failed(PublishFailure failure) implements PublisherState {}
}
