// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.attempt;

import io.tally.protocol.PublishFailure;

/// How far has an attempt to publish come? Told on the attempt's own thread, which waits for it.
///
/// A step may come again: for the next address of a host, for a login, after a redirect.
public interface AttemptListener {
  /// Whom nobody listens to.
  AttemptListener NONE =
      new AttemptListener() {
        @Override
        public void began(AttemptStep step) {}

        @Override
        public void passed(AttemptStep step, String sentence) {}

        @Override
        public void failed(AttemptStep step, PublishFailure failure) {}
      };

  /// A step begins.
  void began(AttemptStep step);

  /// A step has come to its end.
  ///
  /// @param sentence what was found, without key and password
  void passed(AttemptStep step, String sentence);

  /// A step could not be done. That is the end of the attempt, except for a host with further
  /// addresses.
  void failed(AttemptStep step, PublishFailure failure);
}
