// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.badline.FreePort;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Login;
import io.tally.protocol.endpoint.Route;
import io.tally.protocol.endpoint.Route.Proxy;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.peers.ScriptedServer;
import io.tally.protocol.peers.TinyProxy;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.rtmp.RtmpListener;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.rtmp.publish.PublishAttempt;
import io.tally.protocol.tls.TestAuthority;
import io.tally.protocol.tls.TlsFront;
import io.tally.protocol.tls.Trust;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Does a publisher leave by the proxy and the address that are set, and say what is wrong with
/// them?
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteTest {
  // A name that no name server knows (RFC 2606): only the proxy can resolve it.
  private static final String FAR = "ingest.invalid";

  private final CollectedStream stream = new CollectedStream();
  private final RtmpListener listener = new RtmpListener();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private int backend;

  @BeforeAll
  void begin() throws Exception {
    backend = listener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), stream);
  }

  @AfterAll
  void end() {
    listener.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static Route by(Proxy.Kind kind, int port, String user, String password) {
    var login =
        user.isEmpty()
            ? Optional.<Login>empty()
            : Optional.of(new Login(user, Secret.of(password)));
    return new Route(Optional.of(new Proxy(kind, "127.0.0.1", port, login)), Optional.empty());
  }

  private static Route from(String address) {
    return new Route(Optional.empty(), Optional.of(address));
  }

  private PublishAttempt attempt(String url, Route route, Trust trust) {
    var settings =
        PublishSettings.usual()
            .withTimeout(Duration.ofSeconds(20))
            .withRoute(route)
            .withTrust(trust);
    return new PublishAttempt(Endpoint.parse(url, Secret.of("")), settings, loops);
  }

  private void publish(String url, Route route) throws Exception {
    attempt(url, route, Trust.system()).open().close();
  }

  private PublishFailure failure(String url, Route route) {
    var thrown = catchThrowableOfType(PublishException.class, () -> publish(url, route));
    assertThat(thrown.getMessage()).doesNotContain("sesame").endsWith(".");
    return thrown.failure();
  }

  private static int yes(Proxy.Kind kind) {
    return kind == Proxy.Kind.HTTP ? 200 : 0;
  }

  @ParameterizedTest
  @EnumSource(Proxy.Kind.class)
  void proxy_isAskedForTheName_whichIsNotLookedUpHere(Proxy.Kind kind) throws Exception {
    try (var proxy = new TinyProxy("", yes(kind))) {
      publish("rtmp://" + FAR + ":" + backend + "/live/one", by(kind, proxy.port(), "", ""));
      assertThat(proxy.targets).containsExactly(FAR + ":" + backend);
    }
  }

  @ParameterizedTest
  @EnumSource(Proxy.Kind.class)
  void proxyWithALogin_letsUsThrough(Proxy.Kind kind) throws Exception {
    try (var proxy = new TinyProxy("ann:sesame", yes(kind))) {
      publish(
          "rtmp://" + FAR + ":" + backend + "/live/two", by(kind, proxy.port(), "ann", "sesame"));
    }
  }

  @ParameterizedTest
  @EnumSource(Proxy.Kind.class)
  void tls_isSpokenWithTheEndpointThroughTheProxy(Proxy.Kind kind) throws Exception {
    var authority = new TestAuthority();
    try (var front = new TlsFront(authority.server(FAR), backend);
        var proxy = new TinyProxy("", yes(kind))) {
      attempt(
              "rtmps://" + FAR + ":" + front.port() + "/live/three",
              by(kind, proxy.port(), "", ""),
              Trust.only(List.of(authority.certificate())))
          .open()
          .close();
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP, ''", "HTTP, ann", "SOCKS5, ''", "SOCKS5, ann"})
  void proxyThatWantsAnotherLogin_isToldAsThat(Proxy.Kind kind, String user) throws Exception {
    try (var proxy = new TinyProxy("ann:other", yes(kind))) {
      var failure = failure("rtmp://" + FAR + "/live/x", by(kind, proxy.port(), user, "sesame"));
      assertThat(failure.kind()).isEqualTo(Kind.PROXY);
      assertThat(failure.sentence()).contains("user name").contains("port " + proxy.port());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP, 502, cannot be reached",
    "HTTP, 403, forbidden",
    "SOCKS5, 4, cannot be reached",
    "SOCKS5, 2, forbidden"
  })
  void proxyThatFindsNoWay_isToldAsThat(Proxy.Kind kind, int status, String words)
      throws Exception {
    try (var proxy = new TinyProxy("", status)) {
      var failure = failure("rtmp://" + FAR + "/live/x", by(kind, proxy.port(), "", ""));
      assertThat(failure.kind()).isEqualTo(Kind.PROXY);
      assertThat(failure.sentence()).contains(words).contains(FAR).contains("proxy");
    }
  }

  @ParameterizedTest
  @EnumSource(Proxy.Kind.class)
  void whatIsNoProxy_isToldAsThat(Proxy.Kind kind) throws Exception {
    try (var server =
        new ScriptedServer(it -> {
          it.send("220 mail.example\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          it.readAndForget();
        })) {
      var failure = failure("rtmp://" + FAR + "/live/x", by(kind, server.port(), "", ""));
      assertThat(failure.kind()).isEqualTo(Kind.PROXY);
    }
  }

  @Test
  void proxyThatIsNotThere_isToldAsThat() throws Exception {
    var route = by(Proxy.Kind.HTTP, FreePort.find(), "", "");
    var failure = failure("rtmp://" + FAR + "/live/x", route);
    assertThat(failure.kind()).isEqualTo(Kind.PROXY);
    assertThat(failure.sentence()).contains("refused").contains("HTTP proxy");
  }

  @Test
  void proxyWithoutAnAddress_isToldAsThat() {
    var proxy = new Proxy(Proxy.Kind.SOCKS5, FAR, 1080, Optional.empty());
    var route = new Route(Optional.of(proxy), Optional.empty());
    var failure = failure("rtmp://127.0.0.1/live/x", route);
    assertThat(failure.kind()).isEqualTo(Kind.PROXY);
    assertThat(failure.sentence()).contains(FAR);
  }

  @Test
  void ownAddress_isBoundTo() throws Exception {
    publish("rtmp://127.0.0.1:" + backend + "/live/four", from("127.0.0.2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7", "no-such-name.invalid"})
  void foreignAddress_isToldAsThat(String address) {
    var failure = failure("rtmp://127.0.0.1:" + backend + "/live/x", from(address));
    assertThat(failure.kind()).isEqualTo(Kind.BAD_ADDRESS);
    assertThat(failure.sentence()).contains(address);
  }

  @Test
  void addressOfTheOtherFamily_isToldAsThat() {
    var failure = failure("rtmp://127.0.0.1:" + backend + "/live/x", from("::1"));
    assertThat(failure.kind()).isEqualTo(Kind.BAD_ADDRESS);
    assertThat(failure.sentence()).contains("IPv6");
  }
}
