// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state.endpoint;

/// How does one endpoint stand, as far as a person needs to know?
public sealed interface Condition {
  /// Switched off: the next *Go live* leaves it out, and so does the present one.
  record Off() implements Condition {}

  /// Switched on, and nothing goes out yet.
  record Ready() implements Condition {}

  /// Asked to take the programme, and not answered yet.
  record Connecting() implements Condition {}

  /// It takes the programme.
  ///
  /// @param seconds since it accepted
  record Live(long seconds) implements Condition {}

  /// The connection broke and is made again.
  ///
  /// @param seconds since the connection broke
  /// @param attempt the one that comes next, or runs; the first is 1
  /// @param waitSeconds until it begins; 0 while it runs
  /// @param sentence why there is no connection
  record Reconnecting(long seconds, int attempt, long waitSeconds, String sentence)
      implements Condition {}

  /// It did not take the programme, or does not any more, and is not tried again by itself.
  record Failed(String sentence) implements Condition {}

  /// Whether there is a connection, or one is being made.
  default boolean active() {
    return switch (this) {
      case Connecting _, Live _, Reconnecting _ -> true;
      case Off _, Ready _, Failed _ -> false;
    };
  }
}
