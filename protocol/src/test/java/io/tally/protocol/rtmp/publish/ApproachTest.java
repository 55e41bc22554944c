// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.peers.ScriptedServer;
import io.tally.protocol.peers.ScriptedServer.Script;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNull;
import io.tally.protocol.rtmp.amf.AmfValue.AmfObject;
import io.tally.protocol.rtmp.answer.Capabilities;
import io.tally.protocol.rtmp.answer.ServerRefusal;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.rtmp.message.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Does a publisher come in by logins and redirects, on a connection for each step?
class ApproachTest {
  private static final String NEED =
      "[ AccessManager.Reject ] : [ code=403 need auth; authmod=%s ] : ";
  private static final String RIDDLE = "[ authmod=%s ] : ?reason=needauth&user=ann&%s";

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<String> applications = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private Script rejecting(String words) {
    return server -> {
      applications.add(server.shakeHands());
      server.rejectConnect(words, Map.of());
      server.readAndForget();
    };
  }

  private Script redirecting(String target) {
    var ex = new AmfObject(Map.of("code", AmfValue.of(302), "redirect", AmfValue.of(target)));
    return server -> {
      applications.add(server.shakeHands());
      server.rejectConnect("", Map.of("ex", ex));
      server.readAndForget();
    };
  }

  private Script accepting() {
    return server -> {
      applications.add(server.shakeHands());
      server.send(new Message.Command(0, "_result", 1, List.of(new AmfNull(), new AmfNull())));
      server.awaitText("createStream");
      server.send(new Message.Command(0, "_result", 4, List.of(new AmfNull(), AmfValue.of(1))));
      server.awaitText("publish");
      server.sendStatus("status", "NetStream.Publish.Start");
      server.readAndForget();
    };
  }

  private PublishAttempt attempt(String address) {
    var settings = PublishSettings.usual().withTimeout(Duration.ofSeconds(20));
    return new PublishAttempt(Endpoint.parse(address, Secret.of("")), settings, loops);
  }

  private PublishFailure failure(String address) {
    var thrown = catchThrowableOfType(PublishException.class, () -> attempt(address).open());
    assertThat(thrown.getMessage())
        .doesNotContain("sesame")
        .doesNotContain("planted")
        .endsWith(".");
    return thrown.failure();
  }

  private static String url(ScriptedServer server, String login) {
    return "rtmp://" + login + "127.0.0.1:" + server.port() + "/live/planted";
  }

  /// The digest by OpenSSL.
  private static String md5(String text, String encoding) throws Exception {
    var shell = "openssl dgst -md5 -binary | " + encoding;
    var process = new ProcessBuilder("sh", "-c", shell).start();
    try (var in = process.getOutputStream()) {
      in.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
  }

  private static String parameter(String application, String name) {
    var from = application.indexOf("&" + name + "=") + name.length() + 2;
    var to = application.indexOf('&', from);
    return application.substring(from, to < 0 ? application.length() : to);
  }

  @Test
  void serverThatLeavesInTheHandshake_isOfferedADigest_once() throws Exception {
    try (var server = new ScriptedServer(ScriptedServer::readGreeting, accepting())) {
      attempt(url(server, "")).open().close();
      assertThat(Arrays.copyOfRange(server.greeting(), 5, 9)).isNotEqualTo(new byte[4]);
    }
    try (var server =
        new ScriptedServer(ScriptedServer::readGreeting, ScriptedServer::readGreeting)) {
      var failure = failure(url(server, ""));
      assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
      assertThat(failure.sentence()).contains("closed the connection during the RTMP handshake");
    }
  }

  @Test
  void adobesLogin_isPlayedOnThreeConnections() throws Exception {
    var riddle = RIDDLE.formatted("adobe", "salt=NaCl&challenge=Y2hh&opaque=b3Bh");
    try (var server =
        new ScriptedServer(rejecting(NEED.formatted("adobe")), rejecting(riddle), accepting())) {
      attempt(url(server, "ann:sesame@")).open().close();
    }
    assertThat(applications).hasSize(3);
    assertThat(applications.subList(0, 2)).containsExactly("live", "live?authmod=adobe&user=ann");
    var last = applications.getLast();
    var base64 = "openssl base64 -A";
    var hash = md5("ann" + "NaCl" + "sesame", base64);
    assertThat(last).startsWith("live?authmod=adobe&user=ann&").doesNotContain("sesame");
    assertThat(parameter(last, "response"))
        .isEqualTo(md5(hash + "b3Bh" + parameter(last, "challenge"), base64));
  }

  @Test
  void limelightsLogin_isPlayedOnThreeConnections() throws Exception {
    var riddle = RIDDLE.formatted("llnw", "nonce=n0nce");
    try (var server =
        new ScriptedServer(rejecting(NEED.formatted("llnw")), rejecting(riddle), accepting())) {
      attempt(url(server, "ann:sesame@")).open().close();
    }
    var last = applications.getLast();
    var hex = "od -An -v -tx1 | tr -d ' \\n'";
    var expected =
        md5(
            md5("ann:live:sesame", hex)
                + ":n0nce:00000001:"
                + parameter(last, "cnonce")
                + ":auth:"
                + md5("publish:/live/_definst_", hex),
            hex);
    assertThat(parameter(last, "response")).isEqualTo(expected);
  }

  @Test
  void wrongPassword_isToldAsSuch() throws Exception {
    try (var server =
        new ScriptedServer(
            rejecting(NEED.formatted("adobe")),
            rejecting(RIDDLE.formatted("adobe", "salt=a&challenge=b")),
            rejecting("[ authmod=adobe ] : ?reason=authfailed&opaque=x"))) {
      var failure = failure(url(server, "ann:sesame@"));
      assertThat(failure.kind()).isEqualTo(Kind.REFUSED_LOGIN);
      assertThat(failure.sentence()).contains("check both");
    }
  }

  @Test
  void missingLogin_isAskedFor() throws Exception {
    try (var server = new ScriptedServer(rejecting(NEED.formatted("adobe")))) {
      assertThat(failure(url(server, "")).kind()).isEqualTo(Kind.REFUSED_LOGIN);
    }
  }

  @Test
  void redirect_isFollowed() throws Exception {
    try (var second = new ScriptedServer(accepting());
        var first =
            new ScriptedServer(redirecting("rtmp://127.0.0.1:" + second.port() + "/there"))) {
      var connection = attempt(url(first, "")).open();
      assertThat(connection.endpoint().port()).isEqualTo(second.port());
      assertThat(connection.endpoint().key()).isEqualTo(Secret.of("planted"));
      connection.close();
    }
    assertThat(applications).containsExactly("live", "there");
  }

  @Test
  void redirectToOneself_isNotFollowedForEver() throws Exception {
    try (var server =
        new ScriptedServer(it -> redirecting("rtmp://127.0.0.1:" + it.port() + "/live").play(it))) {
      var failure = failure(url(server, ""));
      assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
      assertThat(failure.sentence()).contains("in a circle");
    }
  }

  @Test
  void redirects_areFollowedFiveTimes() throws Exception {
    var scripts = new ArrayList<Script>();
    for (var i = 1; i <= 6; i++) {
      var number = i;
      scripts.add(it -> redirecting("rtmp://127.0.0.1:" + it.port() + "/app" + number).play(it));
    }
    try (var server = new ScriptedServer(scripts.toArray(Script[]::new))) {
      assertThat(failure(url(server, "")).sentence()).contains("too often").contains("/app6");
    }
    assertThat(applications).containsExactly("live", "app1", "app2", "app3", "app4", "app5");
  }

  @Test
  void redirectFromTlsToNone_isNotFollowed() {
    var approach = new Approach(Endpoint.parse("rtmps://host/live/planted", Secret.of("")));
    var refusal =
        new ServerRefusal("NetConnection.Connect.Rejected", "", Optional.of("rtmp://host/live"));
    var thrown = catchThrowableOfType(PublishException.class, () -> approach.next(refusal));
    assertThat(thrown.failure().kind()).isEqualTo(Kind.TLS);
    assertThat(thrown).hasMessageContaining("without TLS").message().doesNotContain("planted");
  }

  @Test
  void serverThatRefusesByStatus_isUnderstoodAtOnce() throws Exception {
    try (var server =
        new ScriptedServer(it -> {
          it.shakeHands();
          it.sendStatus("error", "NetConnection.Connect.InvalidApp", "no such app");
          it.freeze();
        })) {
      assertThat(failure(url(server, "")).sentence()).contains("no such app");
    }
  }

  @Test
  void requestToReconnect_isPassedOn_withWhatTheServerKnows() throws Exception {
    var places = new CopyOnWriteArrayList<Optional<URI>>();
    var listening = new CountDownLatch(1);
    var known = new Capabilities(Capabilities.RECONNECT, List.of("hvc1"), Map.of(), Map.of());
    try (var server =
        new ScriptedServer(it -> {
          it.shakeHands();
          var info = new AmfObject(known.properties());
          it.send(new Message.Command(0, "_result", 1, List.of(new AmfNull(), info)));
          it.awaitText("createStream");
          it.send(new Message.Command(0, "_result", 4, List.of(new AmfNull(), AmfValue.of(1))));
          it.awaitText("publish");
          it.sendStatus("status", "NetStream.Publish.Start");
          listening.await();
          for (var target : List.of("rtmp://other/app", "/else", "")) {
            var wish =
                new AmfObject(
                    Map.of(
                        "level", AmfValue.of("status"),
                        "code", AmfValue.of("NetConnection.Connect.ReconnectRequest"),
                        "tcUrl", AmfValue.of(target)));
            it.send(new Message.Command(0, "onStatus", 0, List.of(new AmfNull(), wish)));
          }
          it.readAndForget();
        })) {
      var connection = attempt(url(server, "")).open();
      assertThat(connection.serverCapabilities()).isEqualTo(known);
      connection.onReconnectRequest(places::add);
      listening.countDown();
      await().until(() -> places.size() == 3);
      assertThat(places)
          .containsExactly(
              Optional.of(URI.create("rtmp://other/app")),
              Optional.of(URI.create("rtmp://127.0.0.1:" + server.port() + "/else")),
              Optional.empty());
      var late = new ArrayList<Optional<URI>>();
      connection.onReconnectRequest(late::add);
      assertThat(late).containsExactly(Optional.empty());
      connection.close();
    }
  }
}
