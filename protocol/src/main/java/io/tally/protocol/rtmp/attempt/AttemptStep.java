// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.attempt;

/// What must an attempt to publish do, in this order?
public enum AttemptStep {
  /// Finds the addresses of the host, or of the proxy that is to find them.
  RESOLVE("Name"),
  /// Reaches one address by TCP; again for the next one when it cannot.
  CONNECT("Connection"),
  /// Asks the proxy for the way on.
  PROXY("Proxy"),
  /// Agrees on TLS and on the certificate.
  TLS("TLS"),
  /// Shakes hands by RTMP.
  HANDSHAKE("RTMP handshake"),
  /// Asks for the application, and shows who we are where the server wants to know.
  APPLICATION("Application"),
  /// Asks to publish under the key.
  PUBLISH("Stream key");

  private final String title;

  AttemptStep(String title) {
    this.title = title;
  }

  /// For a person, short.
  public String title() {
    return title;
  }
}
