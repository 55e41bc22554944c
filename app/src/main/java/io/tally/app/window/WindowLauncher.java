// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import io.tally.app.LocalIngest;
import io.tally.app.settings.KeyStore;
import io.tally.app.settings.Settings;
import io.tally.app.settings.SettingsFile;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Theme;
import io.tally.app.window.presenter.Engine;
import io.tally.app.window.presenter.Presenter;
import io.tally.app.window.presenter.Start;
import io.tally.app.window.state.WindowState;
import io.tally.player.Player;
import io.tally.player.pane.PictureView;
import io.tally.player.pane.PlayerPane;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;

/// How does the window come up, and how does it go down?
///
/// The settings are read while the toolkit starts, and devices are opened after the window is shown,
/// on other threads: the window is there first. The system property `tally.exitAfterMs` closes it
/// by itself after so many milliseconds, for the run that trains the JVM's cache and for benchmarks.
public final class WindowLauncher {
}
