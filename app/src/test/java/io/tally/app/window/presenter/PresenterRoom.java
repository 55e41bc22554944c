// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.LocalIngest;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.Delivery;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.KeyStore;
import io.tally.app.settings.Settings;
import io.tally.app.settings.SettingsFile;
import io.tally.app.settings.SourceSettings;
import io.tally.app.update.ReleaseFeed;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.state.WindowState;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.scene.CanvasFormat;
import io.tally.player.Player;
import io.tally.protocol.endpoint.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What does a presenter show over a real broadcast, player and embedded ingest?
final class PresenterRoom implements AutoCloseable {
  private final AtomicReference<@Nullable WindowState> shown = new AtomicReference<>();
  private final AtomicInteger previewed = new AtomicInteger();
  private final LocalIngest ingest = new LocalIngest();
  private final KeyStore keys = new KeyStore();
  private final Player player = new Player();
  private final Path folder;
  private Presenter presenter;

  /// With a small broadcast.
  ///
  /// @param folder for settings and recordings
  PresenterRoom(Path folder) {
    this.folder = folder;
    presenter = opened(start(small()), Optional.empty());
  }

  private Presenter opened(Start start, Optional<ReleaseFeed> releases) {
    shown.set(null);
    Engine engine = new Engine(ingest, keys, player, _ -> previewed.incrementAndGet(), releases);
    Presenter next = new Presenter(engine, start, shown::set);
    next.open();
    return next;
  }

  /// Starts anew.
  void open(Start start, Optional<ReleaseFeed> releases) {
    closePresenter(); // what the test had until now
    presenter = opened(start, releases);
  }

  /// A start with these settings, kept in the file.
  Start start(Settings settings) {
    return new Start(settings, Optional.empty(), Optional.of(file()), List.of(), false);
  }

  /// A test picture and its tone: as light as a broadcast can be.
  Settings small() {
    BroadcastSettings broadcast =
        new BroadcastSettings(
            new CanvasFormat(320, 180, FrameRate.of(10)),
            List.of(
                Input.of("pattern", new SourceSettings.PatternSource()),
                Input.of("tone", new SourceSettings.ToneSource())),
            EncodingSettings.STANDARD.withVideoBitrate(300_000));
    return Settings.standard().with(broadcast).with(Delivery.standard().withRecordFolder(folder));
  }

  SettingsFile file() {
    return new SettingsFile(folder.resolve("settings.json"));
  }

  LocalIngest ingest() {
    return ingest;
  }

  Player player() {
    return player;
  }

  Presenter presenter() {
    return presenter;
  }

  /// How many pictures the preview has had.
  int previewed() {
    return previewed.get();
  }

  void accept(Intent intent) {
    presenter.accept(intent);
  }

  WindowState shown() {
    return Objects.requireNonNull(shown.get());
  }

  /// What the keychain here has to say of a key, and has said of all that it was given before.
  Optional<String> wordOfKeychain() {
    URI nowhere = URI.create("rtmp://nowhere.invalid/live");
    Optional<String> word = keys.keep(nowhere, Secret.of("4711")).join();
    Optional<String> _ = keys.keep(nowhere, Secret.of("")).join();
    return word;
  }

  /// Waits for what is shown.
  void until(Predicate<WindowState> condition) {
    await()
        .until(() -> {
          WindowState state = shown.get();
          return state != null && condition.test(state);
        });
  }

  /// Idempotent.
  void closePresenter() {
    presenter.close();
  }

  @Override
  public void close() {
    closePresenter();
    player.close();
    ingest.close();
    keys.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }
}
