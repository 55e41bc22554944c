// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.message;

/// Which events does a user control message know (RTMP 1.0 section 7.1.7)?
public final class UserEvent {
  /// A stream can be used; the value is its number.
  public static final int STREAM_BEGIN = 0;

  /// Answer with the same value.
  public static final int PING_REQUEST = 6;

  /// The answer.
  public static final int PING_RESPONSE = 7;

  private UserEvent() {}
}
