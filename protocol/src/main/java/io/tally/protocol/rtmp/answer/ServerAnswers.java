// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.answer;

import io.tally.protocol.rtmp.message.Message.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which command does a server's reply belong to (RTMP 1.0 section 7.2.1)?
///
/// Replies are matched by transaction number, never by order. Threads: commands come in on the
/// event loop; anybody may wait.
public final class ServerAnswers {
  private static final String RECONNECT = "NetConnection.Connect.ReconnectRequest";

  private final Map<Double, CompletableFuture<Command>> expected = new ConcurrentHashMap<>();
  private final CompletableFuture<Command> publishStatus = new CompletableFuture<>();
  private final AtomicReference<@Nullable ServerRefusal> lastRefusal = new AtomicReference<>();
  // Both guarded by this.
  private final List<Consumer<String>> reconnectListeners = new ArrayList<>();
  private @Nullable String reconnectTarget;

  /// The reply to a command that is about to be sent; fails when the connection breaks. A status
  /// that refuses everything, or an error that names no command of ours, is a reply to it, too.
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

  /// Calls a listener when the server asks to connect anew (Enhanced RTMP v2), at once if it has.
  ///
  /// @param listener gets the new place as the server names it, "" for the same; on the event loop
  ///   or, when it has asked before, on the calling thread
  public void onReconnectRequest(Consumer<String> listener) {
    String asked;
    synchronized (this) {
      reconnectListeners.add(listener);
      asked = reconnectTarget;
    }
    if (asked != null) {
      listener.accept(asked);
    }
  }

  /// A command from the server; on the event loop.
  public void receive(Command command) {
    switch (command.name()) {
      case "_result", "_error" -> {
        var waiting = expected.remove(command.transactionId());
        if (waiting != null) {
          waiting.complete(command);
        } else if (ServerRefusal.isRefusal(command) && ServerRefusal.of(command).isOfConnection()) {
          // Some servers refuse under number 0.
          refuse(command);
        }
      }
      case "onStatus" -> status(command);
      default -> {}
    }
  }

  private void status(Command command) {
    var said = ServerRefusal.of(command);
    if (said.code().equalsIgnoreCase(RECONNECT)) {
      reconnect(said.reconnectTarget(command));
    } else if (ServerRefusal.isRefusal(command)) {
      refuse(command);
    } else if (said.code().equalsIgnoreCase("NetStream.Publish.Start")) {
      publishStatus.complete(command);
    }
  }

  private void refuse(Command command) {
    lastRefusal.set(ServerRefusal.of(command));
    publishStatus.complete(command);
    expected.values().forEach(waiting -> waiting.complete(command));
    expected.clear();
  }

  private void reconnect(String target) {
    List<Consumer<String>> listeners;
    synchronized (this) {
      reconnectTarget = target;
      listeners = List.copyOf(reconnectListeners);
    }
    listeners.forEach(listener -> listener.accept(target));
  }

  /// Nothing more will come; on the event loop.
  public void end(Throwable cause) {
    expected.values().forEach(waiting -> waiting.completeExceptionally(cause));
    publishStatus.completeExceptionally(cause);
  }
}
