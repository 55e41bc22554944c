// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import io.tally.app.request.WindowRequest;
import io.tally.app.settings.Settings;
import io.tally.app.settings.SettingsFile;
import io.tally.app.settings.SettingsFile.Loaded;
import io.tally.app.window.look.Theme;
import io.tally.app.window.presenter.Start;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/// How does the window come up, and how does the process get back from it?
///
/// The settings are read and the native libraries loaded while the toolkit starts, and devices open
/// while the window is laid out and drawn. The system property `tally.exitAfterMs` closes it by
/// itself after so many milliseconds, for the run that trains the JVM's cache and for benchmarks.
public final class WindowLauncher {
  private static final String EXIT_AFTER_MS = "tally.exitAfterMs";

  private WindowLauncher() {}

  /// Opens the window, and blocks until it is closed and everything behind it is over, too. Once in
  /// a process, on any thread but the toolkit's.
  ///
  /// @return the exit code of the process
  public static int launch(WindowRequest request) {
    SettingsFile file = SettingsFile.ofUser();
    CompletableFuture<Loaded> loaded = CompletableFuture.supplyAsync(file::load);
    CompletableFuture<Void> closed = new CompletableFuture<>();
    CompletableFuture<Session> session = new CompletableFuture<>();
    Platform.setImplicitExit(false);
    Platform.startup(() -> {
      DesktopName.set();
      Theme.install();
      Session begun = new Session(start(request, loaded.join(), file), request.trace());
      session.complete(begun); // whose devices open while the window is laid out and drawn
      begun.show(() -> closed.complete(null));
    });
    Session running = session.join();
    running.open();
    if (!request.watch().isEmpty()) {
      running.play(request.watch());
    }
    request.end().thenRun(() -> closed.complete(null));
    int exitAfterMs = Integer.getInteger(EXIT_AFTER_MS, 0);
    if (exitAfterMs > 0) {
      CompletableFuture.delayedExecutor(exitAfterMs, TimeUnit.MILLISECONDS)
          .execute(() -> Platform.runLater(running::hide));
    }
    closed.join();
    running.close();
    // The toolkit ends with the process. After a signal it is gone already, and a wish to it would
    // never be answered.
    return 0;
  }

  private static Start start(WindowRequest request, Loaded loaded, SettingsFile file) {
    Settings settings = loaded.settings();
    return new Start(
        request.broadcast().map(settings::with).orElse(settings),
        loaded.problem(),
        request.remembered() ? Optional.of(file) : Optional.empty(),
        request.outlets(),
        request.goLive());
  }
}
