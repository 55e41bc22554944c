// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.tally.protocol.rtmp.message.Message.Command;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Which command does a server's reply belong to (RTMP 1.0 section 7.2.1)?
///
/// Replies are matched by transaction number, never by order. Threads: commands come in on the
/// event loop; anybody may wait.
public final class ServerAnswers {
  private final Map<Double, CompletableFuture<Command>> expected = new ConcurrentHashMap<>();
  private final CompletableFuture<Command> publishStatus = new CompletableFuture<>();
  private final AtomicReference<@Nullable ServerRefusal> lastRefusal = new AtomicReference<>();

  /// The reply to a command that is about to be sent; fails when the connection breaks.
  public CompletableFuture<Command> expect(double transactionId) {
    return expected.computeIfAbsent(transactionId, _ -> new CompletableFuture<>());
  }

  /// The first status that says whether the stream is taken.
  public CompletableFuture<Command> publishStatus() {
    return publishStatus;
  }

  /// The last error that the server told, or null.
  public @Nullable ServerRefusal lastRefusal() {
    return lastRefusal.get();
  }

  void receive(Command command) {
    switch (command.name()) {
      case "_result", "_error" -> {
        var waiting = expected.remove(command.transactionId());
        if (waiting != null) {
          waiting.complete(command);
        }
      }
      case "onStatus" -> {
        var refusal = ServerRefusal.of(command);
        if (ServerRefusal.isError(command)) {
          lastRefusal.set(refusal);
          publishStatus.complete(command);
        } else if (refusal.code().equals("NetStream.Publish.Start")) {
          publishStatus.complete(command);
        }
      }
      default -> {}
    }
  }

  /// Nothing more will come.
  void end(Throwable cause) {
    expected.values().forEach(waiting -> waiting.completeExceptionally(cause));
    publishStatus.completeExceptionally(cause);
  }
}
