// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz;

import io.netty.buffer.Unpooled;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.rtmp.answer.ServerRefusal;
import io.tally.protocol.rtmp.connect.EmbeddedClient;
import io.tally.protocol.rtmp.login.LoginDialogue;
import java.util.concurrent.atomic.AtomicInteger;

/// Can a server that has shaken hands make a publisher's whole pipeline fail, or what a person is
/// told of it show the key?
public final class ClientTarget {
  private static final byte[] HANDSHAKE = new byte[1 + 1536 + 1536];
  private static final String KEY = "planted-4711";
  private static final Endpoint ENDPOINT =
      Endpoint.parse("rtmps://ann:sesame-12@host/live/" + KEY + "?t=1", Secret.of(""));

  static {
    HANDSHAKE[0] = 3;
  }

  private ClientTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var client = EmbeddedClient.to(ENDPOINT);
    var answers = client.connection().answers();
    for (var number = 1; number <= 5; number++) {
      var _ = answers.expect(number);
    }
    var wishes = new AtomicInteger();
    client.connection().onReconnectRequest(_ -> wishes.incrementAndGet());
    try {
      client.channel().writeInbound(Unpooled.wrappedBuffer(HANDSHAKE));
      Pieces.feed(client.channel(), data, 0);
      client.channel().checkException();
    } finally {
      client.channel().finishAndReleaseAll();
    }
    var cause = client.connection().cause();
    if (cause != null) {
      Pieces.expectRefusal(cause);
    }
    check(client.connection().lost());
    var refusal = answers.lastRefusal();
    if (refusal != null) {
      goOn(refusal);
    }
  }

  private static void goOn(ServerRefusal refusal) {
    try {
      refusal.redirect().ifPresent(ENDPOINT::movedTo);
    } catch (IllegalArgumentException e) {
      check(e);
    }
    var login = new LoginDialogue(ENDPOINT, () -> "00000000");
    try {
      for (var round = 0; round < 3; round++) {
        login.goesOn(refusal.description());
      }
    } catch (PublishException e) {
      check(e);
    }
  }

  private static void check(Exception told) {
    var words = String.valueOf(told.getMessage());
    if (words.contains(KEY) || words.contains("sesame-12")) {
      throw new IllegalStateException("A secret is told: " + words);
    }
  }
}
