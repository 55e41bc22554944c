// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.terminal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Does somebody want this command to end, by Ctrl-C or SIGTERM, and with which code does it then?
///
/// The JVM would end at once with 130 or 143. This holds it until the command has ended in order
/// and said its code, eight seconds at most.
public final class Interruption implements AutoCloseable {
  private static final int SECONDS = 8;
  private static final int INTERRUPTED = 130; // 128 + SIGINT, the shells' habit

  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private final Runnable wake;
  private final Thread hook = new Thread(this::interrupted, "interruption");
  private volatile boolean requested;

  private Interruption(Runnable wake) {
    this.wake = wake;
  }

  /// Begins to listen.
  ///
  /// @param wake told once, on a thread of its own, when the command shall end; must not block
  public static Interruption listen(Runnable wake) {
    Interruption made = new Interruption(wake);
    Runtime.getRuntime().addShutdownHook(made.hook);
    return made;
  }

  /// Whether somebody wants it to end.
  public boolean requested() {
    return requested;
  }

  private void interrupted() {
    requested = true;
    wake.run();
    int exit = INTERRUPTED;
    try {
      exit = code.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      System.err.println("tally: it did not end in " + SECONDS + " s and was cut off.");
    }
    // Only a halt in a hook can choose the code of a process that a signal ends.
    Runtime.getRuntime().halt(exit);
  }

  /// Says that the command has ended in order.
  ///
  /// @return the same code
  public int ended(int exitCode) {
    code.complete(exitCode);
    return exitCode;
  }

  /// Does not hold the JVM any more.
  @Override
  public void close() {
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException _) {
        // The signal came just now; the hook gets the code from `ended`.
        requested = true;
      }
    }
    code.complete(INTERRUPTED); // after an exception; otherwise it is complete already
  }
}
