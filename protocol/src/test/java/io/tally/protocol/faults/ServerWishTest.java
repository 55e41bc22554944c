// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.encoder.packet.Track;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherState.Live;
import io.tally.protocol.PublisherState.Reconnecting;
import io.tally.protocol.peers.ScriptedServer;
import io.tally.protocol.programme.Arrivals;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.publish.LivePublisher;
import io.tally.protocol.publish.ReconnectPolicy;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNull;
import io.tally.protocol.rtmp.amf.AmfValue.AmfObject;
import io.tally.protocol.rtmp.message.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What does a publisher do when a server that works says that it will not for long?
class ServerWishTest {
  @TempDir Path folder;

  private static void accept(ScriptedServer script) throws Exception {
    script.shakeHandsAndAnswer();
    script.sendStatus("status", "NetStream.Publish.Start");
  }

  private static LivePublisher publisher(Stage stage, ScriptedServer server) {
    return stage.publisher(server.port(), Stage.settings(), ReconnectPolicy.usual());
  }

  @Test
  void serverThatAsksUsElsewhere_isLeftAtAKeyframe_withoutABreak() throws Exception {
    var asks = new CountDownLatch(1);
    try (var stage = new Stage(FlvProgramme.make(folder, 2));
        var server =
            new ScriptedServer(script -> {
              accept(script);
              asks.await();
              script.send(
                  new Message.Command(0, "onStatus", 0, List.of(new AmfNull(), wish(stage))));
              script.readAndForget();
            });
        var publisher = publisher(stage, server)) {
      var states = Stage.statesOf(publisher);
      publisher.start();
      Stage.awaitLive(publisher);
      stage.programme.start();
      await().atMost(Stage.PATIENCE).until(() -> publisher.statistics().sentPackets() > 20);
      asks.countDown();
      await().atMost(Stage.PATIENCE).until(() -> stage.arrivals.begun() == 1);
      stage.awaitPictures(30);
      stage.programme.close();
      publisher.stop();

      assertThat(states)
          .extracting(state -> (Object) state.getClass())
          .containsExactly(
              PublisherState.Connecting.class, Live.class, PublisherState.Stopped.class);
      var figures = publisher.statistics();
      assertThat(figures.reconnects()).isEqualTo(1);
      assertThat(figures.drops().all()).isZero();
      assertThat(figures.sentPackets())
          .isEqualTo(stage.programme.pictures() + stage.programme.sounds());
      var arrived = stage.arrivals.streams().getFirst();
      assertThat(arrived.of(Track.VIDEO).getFirst().keyframe()).isTrue();
      assertThat(arrived.of(Track.VIDEO).getFirst().dtsNs()).isZero();
      assertThat(Arrivals.offsetMs(arrived)).isLessThan(40);
    }
  }

  private static AmfObject wish(Stage stage) {
    return new AmfObject(
        Map.of(
            "level", AmfValue.of("status"),
            "code", AmfValue.of("NetConnection.Connect.ReconnectRequest"),
            "tcUrl", AmfValue.of("rtmp://127.0.0.1:" + stage.listenerPort() + "/live")));
  }

  @Test
  void serverThatRefusesWhileLive_isLeft_andTheReasonIsTold() throws Exception {
    var refuses = new CountDownLatch(1);
    try (var stage = new Stage(FlvProgramme.make(folder, 2));
        var server =
            new ScriptedServer(script -> {
              accept(script);
              refuses.await();
              script.sendStatus("error", "NetStream.Publish.Denied", "The time is up");
              script.freeze();
            });
        var publisher = publisher(stage, server)) {
      publisher.start();
      Stage.awaitLive(publisher);
      refuses.countDown();
      await().atMost(Stage.PATIENCE).until(() -> publisher.state() instanceof Reconnecting);
      var lost = (Reconnecting) publisher.state();
      assertThat(lost.cause().kind()).isEqualTo(Kind.REFUSED_KEY);
      assertThat(lost.cause().sentence()).contains("The time is up");
    }
  }
}
