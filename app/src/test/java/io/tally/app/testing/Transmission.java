// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.Broadcast;
import io.tally.app.BroadcastState;
import io.tally.app.air.OutletStatus;
import io.tally.app.outlet.Outlet;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.SourceSettings.PatternSource;
import io.tally.app.settings.SourceSettings.ToneSource;
import io.tally.capture.MediaClock;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.scene.CanvasFormat;
import io.tally.protocol.PublisherState;
import io.tally.protocol.badline.FaultProxy;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.ingest.IngestServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// How does a programme of the test pattern and its tone fare on its way to several servers?
///
/// Belongs in a field with `@RegisterExtension`: each test has a broadcast in preview and a server
/// of ours that it can be sent to, and afterwards nothing may leak.
public final class Transmission implements BeforeEachCallback, AfterEachCallback {
  public static final int WIDTH = 640;
  public static final int HEIGHT = 360;
  public static final int FPS = 30;
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private final BroadcastSettings usual;
  private final List<BroadcastState> states = new CopyOnWriteArrayList<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private Broadcast broadcast;
  private IngestServer ingest;

  /// @param coding of the broadcast that each test begins with
  @SuppressWarnings("NullAway.Init") // each test begins with both
  public Transmission(EncodingSettings coding) {
    usual = settings(coding);
  }

  /// The pattern and its tone.
  public static BroadcastSettings settings(EncodingSettings coding) {
    return new BroadcastSettings(
        new CanvasFormat(WIDTH, HEIGHT, FrameRate.of(FPS)),
        List.of(Input.of("pattern", new PatternSource()), Input.of("tone", new ToneSource())),
        coding);
  }

  @Override
  public void beforeEach(ExtensionContext test) throws Exception {
    ingest = EndingIngest.start();
    open(usual);
  }

  /// Begins anew with other settings.
  public void begin(BroadcastSettings settings) {
    broadcast.close(); // what the test had until now
    open(settings);
  }

  private void open(BroadcastSettings settings) {
    broadcast = new Broadcast(settings, MediaClock.system());
    broadcast.onState(states::add);
    broadcast.onNotice(notices::add);
    broadcast.open();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    broadcast.close();
    ingest.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  public Broadcast broadcast() {
    return broadcast;
  }

  public IngestServer ingest() {
    return ingest;
  }

  /// What it was, one after the other.
  public List<BroadcastState> states() {
    return states;
  }

  /// What the person is told, in order.
  public List<String> notices() {
    return notices;
  }

  /// An endpoint at the server of ours.
  public Outlet here(String key) {
    return Outlet.of(key, new Endpoint(ingest.rtmpUrl(), Secret.of(key)));
  }

  /// An endpoint behind a line that something happens to.
  public static Outlet through(FaultProxy proxy, String key) {
    return Outlet.of(
        key,
        new Endpoint(URI.create("rtmp://127.0.0.1:" + proxy.port() + "/live"), Secret.of(key)));
  }

  public OutletStatus outlet(String id) {
    return broadcast.outlets().stream()
        .filter(status -> status.outlet().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  public void awaitOutlet(String id, Class<? extends PublisherState> kind) {
    await()
        .until(() ->
            broadcast.outlets().stream()
                .anyMatch(s -> s.outlet().id().equals(id) && kind.isInstance(s.state())));
  }

  /// Waits for what the whole broadcast is.
  public <S extends BroadcastState> S awaitState(Class<S> kind) {
    return kind.cast(await().until(() -> broadcast.state(), kind::isInstance));
  }

  /// Waits until so many pictures more are coded.
  public void awaitFrames(long more) {
    long wanted = broadcast.statistics().frames() + more;
    await().until(() -> broadcast.statistics().frames() >= wanted);
  }

  /// What viewers of the server of ours get, or whoever reads a file.
  public static FarEnd farEnd(Object address) {
    return new FarEnd(address, WIDTH, HEIGHT);
  }

  /// What viewers of the server of ours get.
  public FarEnd viewers(String key) {
    return farEnd(ingest.playlistUrl(key));
  }
}
