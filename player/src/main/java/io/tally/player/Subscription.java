// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

/// Until when is a listener told of changes? Until it closes this. Idempotent, any thread.
@FunctionalInterface
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
