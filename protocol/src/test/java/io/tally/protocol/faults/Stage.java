// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.faults;

import static org.awaitility.Awaitility.await;

import io.tally.protocol.PublisherState;
import io.tally.protocol.badline.FaultProxy;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.programme.Arrivals;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.programme.NumberedProgramme;
import io.tally.protocol.publish.LivePublisher;
import io.tally.protocol.publish.ReconnectPolicy;
import io.tally.protocol.rtmp.RtmpListener;
import io.tally.protocol.rtmp.RtmpPublisher;
import io.tally.protocol.rtmp.connect.PublishSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What stands around a publisher in a test of faults: a live programme, a bad network, a listener?
final class Stage implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  final Arrivals arrivals = new Arrivals();
  final NumberedProgramme programme;
  final FaultProxy proxy;
  private final RtmpListener listener = new RtmpListener();
  private final int listenerPort;

  Stage(FlvProgramme sample) throws Exception {
    programme = new NumberedProgramme(sample);
    listenerPort = listen(listener, arrivals);
    proxy = new FaultProxy(listenerPort);
  }

  static int listen(RtmpListener listener, Arrivals arrivals) throws Exception {
    return listener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), arrivals);
  }

  /// Where the listener is, without a bad network before it.
  int listenerPort() {
    return listenerPort;
  }

  /// Through the proxy.
  LivePublisher publisher() {
    return publisher(proxy.port(), settings(), ReconnectPolicy.usual());
  }

  /// Takes the programme, and asks for a keyframe whenever it comes to be live, as a broadcast
  /// does.
  LivePublisher publisher(int port, PublishSettings settings, ReconnectPolicy policy) {
    var url = "rtmp://127.0.0.1:%d/live/%d".formatted(port, System.nanoTime());
    var publisher =
        RtmpPublisher.to(
            Endpoint.parse(url, Secret.of("")), programme.parameters(), settings, policy);
    publisher.onState(state -> {
      if (state instanceof PublisherState.Live) {
        programme.requestKeyframe();
      }
    });
    programme.add(publisher);
    return publisher;
  }

  /// A server that reads nothing is lost after five seconds: longer than between two openings of
  /// the window on a line of 100 kb/s, since loopback's segments are as long as its buffers.
  static PublishSettings settings() {
    var usual = PublishSettings.usual();
    return new PublishSettings(
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        Duration.ofSeconds(5),
        usual.chunkBytes(),
        usual.outbox(),
        usual.trust(),
        usual.route(),
        usual.capabilities());
  }

  static List<PublisherState> statesOf(LivePublisher publisher) {
    var states = new CopyOnWriteArrayList<PublisherState>();
    publisher.onState(states::add);
    return states;
  }

  static void awaitLive(LivePublisher publisher) {
    await().atMost(PATIENCE).until(() -> publisher.state() instanceof PublisherState.Live);
  }

  static PublisherState.Reconnecting awaitLoss(LivePublisher publisher) {
    await().atMost(PATIENCE).until(() -> publisher.state() instanceof PublisherState.Reconnecting);
    // It may go on at once: whichever state it has, the break is told in its list.
    return publisher.state() instanceof PublisherState.Reconnecting lost
        ? lost
        : awaitLoss(publisher);
  }

  void awaitPictures(int more) {
    var until = programme.pictures() + more;
    await().atMost(PATIENCE).until(() -> programme.pictures() >= until);
  }

  @Override
  public void close() throws Exception {
    programme.close();
    proxy.close();
    listener.close();
  }
}
