// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.handshake.Refusal;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// What did a connection receive? Lets every caller with the passphrase in, and keeps all it sends.
final class Collected implements SrtReceiver, SrtAcceptor {
  final List<Request> requests = new CopyOnWriteArrayList<>();
  final List<String> refusals = new CopyOnWriteArrayList<>();
  final CompletableFuture<SrtConnection> connection = new CompletableFuture<>();
  final CompletableFuture<SrtEnd> end = new CompletableFuture<>();
  private final Secret passphrase;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Collected(String passphrase) {
    this.passphrase = Secret.of(passphrase);
  }

  Collected() {
    this("");
  }

  @Override
  public Answer decide(Request request) {
    requests.add(request);
    return new Accept(passphrase, this);
  }

  @Override
  public void refused(InetSocketAddress peer, Refusal refusal, String sentence) {
    refusals.add(sentence);
  }

  @Override
  public void connected(SrtConnection made) {
    connection.complete(made);
  }

  @Override
  public void payload(ByteBuffer payload, long originUs) {
    var copy = new byte[payload.remaining()];
    payload.get(copy);
    synchronized (bytes) {
      bytes.writeBytes(copy);
    }
  }

  @Override
  public void ended(SrtEnd why) {
    end.complete(why);
  }

  byte[] bytes() {
    synchronized (bytes) {
      return bytes.toByteArray();
    }
  }
}
