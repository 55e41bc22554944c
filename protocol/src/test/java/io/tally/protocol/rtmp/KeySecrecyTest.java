// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.IncomingStreams.Answer;
import io.tally.protocol.PublisherState;
import io.tally.protocol.badline.FreePort;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Login;
import io.tally.protocol.endpoint.Route;
import io.tally.protocol.endpoint.Route.Proxy;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.peers.PatientSettings;
import io.tally.protocol.peers.ScriptedServer;
import io.tally.protocol.peers.TinyProxy;
import io.tally.protocol.preflight.Preflight;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.programme.FlvProgramme;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.rtmp.publish.PublishAttempt;
import io.tally.protocol.tls.TestAuthority;
import io.tally.protocol.tls.TlsFront;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Does a stream key or a password appear in any log, at any level, in a thread's name, or in
/// anything that prints?
class KeySecrecyTest {
  private static final String KEY = "planted-4711";
  private static final String PASSWORD = "planted-4712";
  private static final String PROXY_PASSWORD = "planted-4713";
  private static final PublishSettings SETTINGS =
      PublishSettings.usual().withTimeout(Duration.ofSeconds(20));
  private static final String PLANTED = "planted-47";

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
    var publisher = RtmpPublisher.to(endpoint, sample.parameters(), PatientSettings.make());
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

  /// One attempt, tried as a publisher and as a test of the endpoint; both fail.
  private void attempt(String address, PublishSettings settings, StreamParameters programme)
      throws Exception {
    var endpoint = Endpoint.parse(address, Secret.of(""));
    try (var publisher = RtmpPublisher.to(endpoint, programme, settings)) {
      publisher.onState(state -> printed.add(state.toString()));
      publisher.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            Thread.getAllStackTraces().keySet().forEach(thread -> printed.add(thread.toString()));
            return publisher.state() instanceof PublisherState.Failed;
          });
      printed.add(publisher + " " + publisher.endpoint() + " " + settings);
    }
    new Preflight(endpoint, settings, true).run(step -> printed.add(step.toString()));
    try {
      var loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
      try {
        new PublishAttempt(endpoint, settings, loops).open().close();
      } finally {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS);
      }
    } catch (PublishException e) {
      var stack = new StringWriter();
      e.printStackTrace(new PrintWriter(stack));
      printed.add(stack + " " + e.failure());
    }
  }

  private static String address(String scheme, String host, int port) {
    return "%s://ann:%s@%s:%d/live/%s?token=%s".formatted(scheme, PASSWORD, host, port, KEY, KEY);
  }

  private static PublishSettings by(Proxy.Kind kind, int port) {
    var login = new Login("gate", Secret.of(PROXY_PASSWORD));
    var proxy = new Proxy(kind, "127.0.0.1", port, Optional.of(login));
    return SETTINGS.withRoute(new Route(Optional.of(proxy), Optional.empty()));
  }

  private static ScriptedServer.Script rejecting(String words) {
    return server -> {
      server.shakeHands();
      server.rejectConnect(words, Map.of());
      server.readAndForget();
    };
  }

  @Test
  void plantedSecrets_appearNowhere_atWhateverStepTheAttemptFails(@TempDir Path folder)
      throws Exception {
    var programme = FlvProgramme.make(folder, 1).parameters();
    var here = "127.0.0.1";
    attempt(address("rtmp", "no-such-host.invalid", 1935), SETTINGS, programme);
    attempt(address("rtmps", here, FreePort.find()), SETTINGS, programme);
    for (var kind : Proxy.Kind.values()) {
      var yes = kind == Proxy.Kind.HTTP ? 200 : 0;
      try (var door = new TinyProxy("gate:another", yes);
          var open = new TinyProxy("gate:" + PROXY_PASSWORD, yes)) {
        attempt(address("rtmp", "far.invalid", 1935), by(kind, door.port()), programme);
        attempt(address("rtmp", "far.invalid", FreePort.find()), by(kind, open.port()), programme);
      }
    }
    try (var listener = new RtmpListener();
        var front =
            new TlsFront(
                TestAuthority.selfSigned("localhost"),
                listener.start(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    new CollectedStream()))) {
      attempt(address("rtmps", "localhost", front.port()), SETTINGS, programme);
    }
    ScriptedServer.Script mumbling = server -> server.send("HTTP/1.1 400\r\n\r\n".getBytes(UTF_8));
    try (var server = new ScriptedServer(mumbling, mumbling, mumbling)) {
      attempt(address("rtmp", here, server.port()), SETTINGS, programme);
    }
    var need = rejecting("[ code=403 need auth; authmod=adobe ]");
    var riddle = rejecting("[ authmod=adobe ] : ?reason=needauth&user=ann&salt=a&challenge=b");
    var failed = rejecting("[ authmod=adobe ] : ?reason=authfailed&password=" + PASSWORD);
    try (var server =
        new ScriptedServer(need, riddle, failed, need, riddle, failed, need, riddle, failed)) {
      attempt(address("rtmp", here, server.port()), SETTINGS, programme);
    }
    var away = rejecting("302 redirect=rtmp://127.0.0.1:1/live/" + KEY + "?token=" + KEY);
    try (var server = new ScriptedServer(away, away, away)) {
      attempt(address("rtmp", here, server.port()), SETTINGS, programme);
    }
    ScriptedServer.Script refusing =
        server -> {
          server.shakeHandsAndAnswer();
          server.sendStatus("error", "NetStream.Publish.Denied", PASSWORD + " is wrong");
          server.readAndForget();
        };
    try (var server = new ScriptedServer(refusing, refusing, refusing)) {
      attempt(address("rtmp", here, server.port()), SETTINGS, programme);
    }

    assertThat(printed).hasSizeGreaterThan(50).noneMatch(line -> line.contains(PLANTED));
    assertThat(lines.all).hasSizeGreaterThan(20).noneMatch(line -> line.contains(PLANTED));
  }
}
