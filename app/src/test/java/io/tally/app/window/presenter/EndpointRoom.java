// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import static org.awaitility.Awaitility.await;

import io.tally.app.LocalIngest;
import io.tally.app.settings.Settings;
import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.Notice;
import io.tally.app.window.state.WindowState;
import io.tally.app.window.state.endpoint.Check;
import io.tally.app.window.state.endpoint.Condition;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.app.window.state.endpoint.EndpointForm;
import io.tally.app.window.state.endpoint.EndpointItem;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.hls.HlsStatus;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/// What becomes of wishes about endpoints, when there is a server that they can be sent to?
final class EndpointRoom implements AutoCloseable {
  /// Of the server, for SRT.
  static final String PASSPHRASE = "hush, this is a phrase";

  private final PresenterRoom room;
  private IngestServer far;

  EndpointRoom(Path folder) throws IOException {
    IngestSettings settings = new IngestSettings("127.0.0.1", 0, 0);
    far = IngestServer.start(settings.withSrt(0, Secret.of(PASSPHRASE)));
    room = new PresenterRoom(folder);
    until(state -> state.air() instanceof Air.Off);
  }

  /// Starts anew.
  void open(Start start) {
    room.open(start, Optional.empty());
    until(state -> state.air() instanceof Air.Off || start.goLive());
  }

  /// Starts anew with the settings that were kept.
  void openAgain() {
    closePresenter();
    open(room.start(room.file().load().settings()));
  }

  void closePresenter() {
    room.closePresenter();
  }

  /// The server.
  IngestServer far() {
    return far;
  }

  /// Brings a server that was closed back on its port.
  void listenAt(int port) throws IOException {
    far = IngestServer.start(new IngestSettings("127.0.0.1", port, 0));
  }

  LocalIngest ingest() {
    return room.ingest();
  }

  Settings small() {
    return room.small();
  }

  void accept(Intent intent) {
    room.accept(intent);
  }

  void wish(EndpointIntent wish) {
    accept(new Intent.AboutEndpoints(wish));
  }

  WindowState shown() {
    return room.shown();
  }

  void until(Predicate<WindowState> condition) {
    room.until(condition);
  }

  void untilForm(Predicate<EndpointForm> condition) {
    until(state -> state.destinations().form().filter(condition).isPresent());
  }

  void untilCondition(String id, Predicate<Condition> condition) {
    until(state -> condition.test(item(state, id).condition()));
  }

  /// Waits until the server has a stream of this name from somebody.
  void untilSent(String name) {
    await().until(() -> sends(name));
  }

  static EndpointItem item(WindowState state, String id) {
    return state.destinations().endpoints().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /// What is known of the test in the form.
  Check check() {
    return shown().destinations().form().orElseThrow().check();
  }

  /// Does somebody send a stream of this name to the server?
  boolean sends(String name) {
    HlsStatus status = far.streams().get(name);
    return status != null
        && (status.state() == HlsStatus.State.STARTING || status.state() == HlsStatus.State.LIVE);
  }

  Draft farAddress(String key) {
    return Draft.of("custom")
        .withAddress(far.rtmpUrl().toString())
        .withKey(Secret.of(key))
        .withName("Studio");
  }

  /// Adds an endpoint beside this computer, and waits until its key is kept or it is said why not.
  void add(Draft draft) {
    wish(new EndpointIntent.Add());
    wish(new EndpointIntent.Change(draft));
    wish(new EndpointIntent.Save());
    until(state ->
        state.destinations().form().isEmpty() && state.destinations().endpoints().size() == 2);
    Optional<String> word = room.wordOfKeychain();
    until(state -> word.isEmpty() || word.equals(state.notice().map(Notice::sentence)));
  }

  @Override
  public void close() {
    room.close();
    far.close();
  }
}
