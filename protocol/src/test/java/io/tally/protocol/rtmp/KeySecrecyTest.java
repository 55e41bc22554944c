// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.tally.protocol.Endpoint;
import io.tally.protocol.IncomingStreams.Answer;
import io.tally.protocol.PublisherState;
import io.tally.protocol.Secret;
import io.tally.protocol.peers.CollectedStream;
import io.tally.protocol.peers.FlvProgramme;
import io.tally.protocol.peers.FreePort;
import io.tally.protocol.peers.PatientSettings;
import io.tally.protocol.peers.ScriptedServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Does a stream key appear in any log, at any level, or in anything that prints?
class KeySecrecyTest {
  private static final String KEY = "planted-4711";

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      var thrown = event.getThrowableProxy();
      var stack = thrown == null ? "" : ThrowableProxyUtil.asString(thrown);
      all.add(event.getThreadName() + " " + event.getFormattedMessage() + " " + stack);
    }
  }

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final Appender<ILoggingEvent> console = root.getAppender("console");
  private final Lines lines = new Lines();
  private final List<String> printed = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listenToAllLevels() {
    root.detachAppender(console);
    lines.start();
    root.addAppender(lines);
    root.setLevel(Level.TRACE);
  }

  @AfterEach
  void restore() {
    root.setLevel(before);
    root.detachAppender(lines);
    root.addAppender(console);
  }

  @SuppressWarnings("ObjectToString") // whatever it prints, the key may not be in it
  private void publish(int port, FlvProgramme sample) {
    var url = "rtmp://127.0.0.1:" + port + "/live/" + KEY + "?token=" + KEY;
    var endpoint = Endpoint.parse(url, Secret.of(""));
    var publisher = new RtmpPublisher(endpoint, sample.parameters(), PatientSettings.make());
    publisher.onState(state -> printed.add(state.toString()));
    publisher.start();
    await()
        .until(() ->
            publisher.state() instanceof PublisherState.Live
                || publisher.state() instanceof PublisherState.Failed);
    sample.packets().forEach(publisher::offer);
    publisher.stop();
    printed.add(publisher + " " + publisher.endpoint() + " " + publisher.statistics());
  }

  @Test
  void plantedKey_appearsNowhere(@TempDir Path folder) throws Exception {
    var sample = FlvProgramme.make(folder, 1);
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var listener = new RtmpListener()) {
      publish(listener.start(loopback, new CollectedStream()), sample);
    }
    try (var listener = new RtmpListener()) {
      publish(listener.start(loopback, (_, _) -> new Answer.Refused("Not here.")), sample);
    }
    try (var server =
        new ScriptedServer(script -> {
          script.shakeHandsAndAnswer();
          // Some servers repeat the key in their refusal.
          script.sendStatus("error", "NetStream.Publish.BadName", KEY + " is taken");
          script.freeze();
        })) {
      publish(server.port(), sample);
    }
    publish(FreePort.find(), sample);

    assertThat(printed).hasSizeGreaterThan(8).noneMatch(line -> line.contains(KEY));
    assertThat(lines.all).hasSizeGreaterThan(8).noneMatch(line -> line.contains(KEY));
  }
}
