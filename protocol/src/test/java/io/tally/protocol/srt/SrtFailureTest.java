// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.badline.UdpFaultProxy;
import io.tally.protocol.badline.UdpPort;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.SrtLiveTransmit;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.handshake.Handshake;
import io.tally.protocol.srt.handshake.Handshake.PeerAddress;
import io.tally.protocol.srt.handshake.Refusal;
import io.tally.protocol.srt.link.LinkEnd;
import io.tally.protocol.srt.options.SrtNetwork;
import io.tally.protocol.srt.options.SrtOptions;
import io.tally.protocol.srt.packet.ControlHeader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Does each failure end in a sentence of its own?
class SrtFailureTest {
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final SrtOptions HASTY =
      SrtOptions.INTERNET.withNetwork(new SrtNetwork(1_000, 1_500, true, 0, -1));

  private final SrtLoops loops = new SrtLoops(1);

  @AfterEach
  void close() {
    loops.close();
  }

  private SrtConnection call(int port, SrtOptions options) throws Exception {
    return new SrtCaller(loops).connect("127.0.0.1", port, options, SrtReceiver.NONE);
  }

  private static void assertFails(ThrowingCallable calling, Kind kind, String words) {
    assertThatThrownBy(calling)
        .isInstanceOfSatisfying(
            SrtException.class, e -> assertThat(e.failure().kind()).isEqualTo(kind))
        .hasMessageContaining(words)
        .hasMessageEndingWith(".");
  }

  @Test
  void wrongPassphrase_againstLibsrt_isTold() throws Exception {
    var port = UdpPort.find();
    try (var _ =
        SrtLiveTransmit.receiving("srt://:" + port + "?mode=listener&passphrase=correct-horse")) {
      UdpPort.awaitBound(port);
      var options = SrtOptions.INTERNET.withKeys(KeyPlan.of(Secret.of("battery-staple"), 16));
      assertFails(() -> call(port, options), Kind.REFUSED_KEY, "the passphrase is wrong");
    }
  }

  @Test
  void missingPassphrase_againstLibsrt_isTold() throws Exception {
    var port = UdpPort.find();
    try (var _ =
        SrtLiveTransmit.receiving("srt://:" + port + "?mode=listener&passphrase=correct-horse")) {
      UdpPort.awaitBound(port);
      assertFails(
          () -> call(port, SrtOptions.INTERNET),
          Kind.REFUSED_KEY,
          "only one side has a passphrase");
    }
  }

  @Test
  void libsrtWithAWrongPassphrase_isRefused_andTheProgramIsTold() throws Exception {
    var got = new Collected("battery-staple");
    try (var listener = SrtListener.start(loops, HERE, SrtOptions.INTERNET, 4, got);
        var peer =
            SrtLiveTransmit.sending(
                "srt://127.0.0.1:%d?passphrase=correct-horse".formatted(listener.port()))) {
      peer.awaitEnd();
      assertThat(got.refusals).anySatisfy(it -> assertThat(it).contains("the passphrase is wrong"));
      assertThat(got.connection).isNotDone();
    }
  }

  @Test
  void wrongStreamId_isTold() throws Exception {
    SrtAcceptor picky =
        request ->
            request.streamId().equals(Secret.of("right"))
                ? new SrtAcceptor.Accept(Secret.of(""), SrtReceiver.NONE)
                : new SrtAcceptor.Refuse(Refusal.NOT_FOUND);
    try (var listener = SrtListener.start(loops, HERE, SrtOptions.INTERNET, 4, picky)) {
      assertFails(
          () -> call(listener.port(), SrtOptions.INTERNET.withStreamId(Secret.of("wrong"))),
          Kind.REFUSED_KEY,
          "it knows no stream of that name");
      call(listener.port(), SrtOptions.INTERNET.withStreamId(Secret.of("right"))).close();
    }
  }

  @Test
  void portWithoutAListener_isTold() throws Exception {
    var port = UdpPort.find();
    assertFails(() -> call(port, HASTY), Kind.REFUSED_CONNECTION, "Nobody listens for SRT");
  }

  @Test
  void silentHost_isTold() throws Exception {
    try (var silent = new DatagramSocket(HERE)) {
      assertFails(() -> call(silent.getLocalPort(), HASTY), Kind.TIMEOUT, "No SRT answer");
    }
  }

  @Test
  void hostWithoutAddress_isTold() {
    assertFails(
        () ->
            new SrtCaller(loops)
                .connect("no.such.host.invalid", 9, SrtOptions.INTERNET, SrtReceiver.NONE),
        Kind.UNKNOWN_HOST,
        "no.such.host.invalid");
  }

  @Test
  void peerThatDies_endsTheConnectionAsSilent() throws Exception {
    var port = UdpPort.find();
    try (var peer = SrtLiveTransmit.receiving("srt://:" + port + "?mode=listener");
        var proxy = UdpFaultProxy.start(port, 1)) {
      UdpPort.awaitBound(port);
      var got = new Collected();
      var connection = new SrtCaller(loops).connect("127.0.0.1", proxy.port(), HASTY, got);
      peer.kill();
      var end = got.end.get(60, TimeUnit.SECONDS);
      assertThat(end.kind()).isEqualTo(LinkEnd.SILENT);
      assertThat(end.sentence()).startsWith("Nothing came from the SRT peer at 127.0.0.1");
      assertThat(connection.send(ByteBuffer.allocate(10), System.nanoTime())).isFalse();
      connection.close();
    }
  }

  @Test
  void callerOfVersionFour_isRefused() throws Exception {
    try (var listener = SrtListener.start(loops, HERE, SrtOptions.INTERNET, 4, new Collected());
        var old = new DatagramSocket(HERE)) {
      old.setSoTimeout(30_000);
      var induction = exchange(old, listener.port(), Handshake.INDUCTION, 0);
      var answer = exchange(old, listener.port(), Handshake.CONCLUSION, induction.cookie());
      assertThat(Refusal.fromType(answer.type())).isEqualTo(Refusal.VERSION);
    }
  }

  private static Handshake exchange(DatagramSocket socket, int port, int type, int cookie)
      throws Exception {
    var address = PeerAddress.of(InetAddress.getLoopbackAddress());
    var out = Unpooled.buffer(100);
    new Handshake(4, 0, 2, 1, 1500, 8192, type, 77, cookie, address, List.of())
        .writePacket(out, 0, 0);
    socket.send(
        new DatagramPacket(
            out.array(), out.readableBytes(), new InetSocketAddress(HERE.getAddress(), port)));
    var in = new DatagramPacket(new byte[2000], 2000);
    socket.receive(in);
    var packet = Unpooled.wrappedBuffer(in.getData(), 0, in.getLength());
    assertThat(ControlHeader.read(packet).destination()).isEqualTo(77);
    return Handshake.read(packet);
  }

  @Test
  void lostConclusionAnswers_areRepeatedAlike() throws Exception {
    var got = new Collected();
    try (var listener = SrtListener.start(loops, HERE, SrtOptions.INTERNET, 4, got);
        var proxy = UdpFaultProxy.start(listener.port(), 1)) {
      var answers = new AtomicInteger();
      Predicate<ByteBuffer> thirdAnswerOnly =
          it ->
              it.getInt(0) != 0x80000000
                  || it.getInt(12) == 0
                  || it.getInt(36) != Handshake.CONCLUSION
                  || answers.incrementAndGet() > 2;
      proxy.onlyPass(thirdAnswerOnly);
      call(proxy.port(), SrtOptions.INTERNET).close();
      assertThat(got.requests).hasSize(1);
    }
  }

  @Test
  void takenPort_isTold() throws Exception {
    try (var taken = new DatagramSocket(HERE)) {
      var address = new InetSocketAddress(HERE.getAddress(), taken.getLocalPort());
      assertThatThrownBy(
              () -> SrtListener.start(loops, address, SrtOptions.INTERNET, 4, new Collected()))
          .hasMessageStartingWith("SRT cannot be received at");
    }
  }

  @Test
  void fullListener_isTold() throws Exception {
    try (var listener = SrtListener.start(loops, HERE, SrtOptions.INTERNET, 1, new Collected());
        var _ = call(listener.port(), SrtOptions.INTERNET)) {
      assertFails(
          () -> call(listener.port(), SrtOptions.INTERNET), Kind.PROTOCOL, "it has no room");
    }
  }
}
