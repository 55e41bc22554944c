// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.connect.CallerState.Concluding;
import io.tally.protocol.srt.connect.CallerState.Connected;
import io.tally.protocol.srt.connect.CallerState.Inducing;
import io.tally.protocol.srt.connect.CallerState.Refused;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.crypto.KeyState;
import io.tally.protocol.srt.handshake.Extension;
import io.tally.protocol.srt.handshake.Handshake;
import io.tally.protocol.srt.handshake.Handshake.PeerAddress;
import io.tally.protocol.srt.handshake.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Do a caller and a listener come to the same agreement, or say why not?
class HandshakeTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final PeerAddress ADDRESS = PeerAddress.of(InetAddress.getLoopbackAddress());
  private static final InetSocketAddress FROM =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);

  private final ListenerHandshake listener = new ListenerHandshake(RANDOM);

  private static Offer offer(
      int id, int receiveMs, int peerMs, String passphrase, String streamId) {
    var keys = passphrase.isEmpty() ? KeyPlan.none() : KeyPlan.of(Secret.of(passphrase), 0);
    return new Offer(
        id, 1234, 1500, 8192, receiveMs, peerMs, true, true, Secret.of(streamId), keys, true);
  }

  /// Over the wire, so that what is not written is missing.
  private static Handshake sent(Handshake handshake) throws Exception {
    var wire = Unpooled.buffer();
    handshake.write(wire);
    return Handshake.read(wire);
  }

  private Handshake answer(Handshake request, Offer offer) throws Exception {
    return switch (listener.receive(sent(request), FROM, offer.encryption(), 500, 10)) {
      case ListenerStep.Reply(var reply) -> sent(reply);
      case ListenerStep.Ask(var ask) ->
          switch (listener.answer(ask, offer)) {
            case ListenerStep.Accept(var accepted, _) -> sent(accepted);
            case ListenerStep.Reply(var refused) -> sent(refused);
            case ListenerStep.Ask _, ListenerStep.Ignore _ -> throw new AssertionError();
          };
      case ListenerStep.Ignore _, ListenerStep.Accept _ -> throw new AssertionError();
    };
  }

  private CallerState connect(Offer callers, Offer listeners) throws Exception {
    var caller = new CallerHandshake(callers, ADDRESS, RANDOM, 0);
    caller.receive(answer(caller.due(0).orElseThrow(), listeners), 0, 1);
    caller.receive(answer(caller.due(1).orElseThrow(), listeners), 77, 2);
    return caller.state();
  }

  @Test
  @DisplayName("latency: the larger of what both sides want, each way")
  void latencies_areNegotiated() throws Exception {
    var state = connect(offer(1, 200, 900, "", "cam"), offer(2, 500, 100, "", ""));
    assertThat(state)
        .isInstanceOfSatisfying(
            Connected.class,
            connected -> {
              assertThat(connected.agreement().sendLatencyMs()).isEqualTo(900);
              assertThat(connected.agreement().receiveLatencyMs()).isEqualTo(200);
              assertThat(connected.agreement().peerSocketId()).isEqualTo(2);
              assertThat(connected.agreement().timestampUs()).isEqualTo(77);
              assertThat(connected.agreement().keyState()).isEqualTo(KeyState.UNSECURED);
            });
  }

  @Test
  void passphrases_thatAreEqual_giveKeys() throws Exception {
    var state = connect(offer(1, 1, 1, "correct horse", ""), offer(2, 1, 1, "correct horse", ""));
    assertThat(state)
        .isInstanceOfSatisfying(
            Connected.class,
            it -> assertThat(it.agreement().keyState()).isEqualTo(KeyState.SECURED));
  }

  @Test
  void passphrases_thatDiffer_areRefused() throws Exception {
    assertThat(connect(offer(1, 1, 1, "correct horse", ""), offer(2, 1, 1, "battery staple", "")))
        .isEqualTo(new Refused(Refusal.BAD_SECRET, true));
    assertThat(connect(offer(1, 1, 1, "", ""), offer(2, 1, 1, "battery staple", "")))
        .isEqualTo(new Refused(Refusal.UNSECURE, true));
    assertThat(connect(offer(1, 1, 1, "correct horse", ""), offer(2, 1, 1, "", "")))
        .isEqualTo(new Refused(Refusal.UNSECURE, true));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 512})
  void streamId_ofAnyLength_arrives(int length) throws Exception {
    var id = "x".repeat(length - 1) + "y";
    var caller = new CallerHandshake(offer(1, 1, 1, "", id), ADDRESS, RANDOM, 0);
    caller.receive(answer(caller.due(0).orElseThrow(), offer(2, 1, 1, "", "")), 0, 1);
    var conclusion = sent(caller.due(1).orElseThrow());
    assertThat(conclusion.find(Extension.StreamId.class).orElseThrow().text())
        .isEqualTo(Secret.of(id));
  }

  @Test
  @DisplayName("text is reversed in each word on the wire")
  void streamId_hasLibsrtsOrder() {
    var wire = Unpooled.buffer();
    Handshake.conclusion(
            0, 1, 1500, 1, 1, 1, ADDRESS, List.of(new Extension.StreamId(Secret.of("abcdef"))))
        .write(wire);
    var text = new byte[8];
    wire.getBytes(Handshake.BYTES + 4, text);
    assertThat(text).isEqualTo(new byte[] {'d', 'c', 'b', 'a', 0, 0, 'f', 'e'});
  }

  @Test
  void request_isRepeated_everyQuarterSecond() {
    var caller = new CallerHandshake(offer(1, 1, 1, "", ""), ADDRESS, RANDOM, 0);
    var sentAt = new ArrayList<Long>();
    for (var nowUs = 0L; nowUs <= 1_000_000; nowUs += 10_000) {
      if (caller.due(nowUs).isPresent()) {
        sentAt.add(nowUs);
      }
    }
    assertThat(sentAt).containsExactly(0L, 250_000L, 500_000L, 750_000L, 1_000_000L);
    assertThat(caller.state()).isInstanceOf(Inducing.class);
  }

  @Test
  @DisplayName("an answer without its extensions (Haivision/srt 1648) is waited over")
  void bareAnswer_isPassedOver() throws Exception {
    var caller = new CallerHandshake(offer(1, 1, 1, "", ""), ADDRESS, RANDOM, 0);
    caller.receive(answer(caller.due(0).orElseThrow(), offer(2, 1, 1, "", "")), 0, 1);
    var whole = answer(caller.due(1).orElseThrow(), offer(2, 1, 1, "", ""));
    caller.receive(Handshake.conclusion(0, 1234, 1500, 8192, 2, 0, ADDRESS, List.of()), 0, 2);
    assertThat(caller.state()).isInstanceOf(Concluding.class);
    caller.receive(whole, 0, 3);
    assertThat(caller.state()).isInstanceOf(Connected.class);
  }

  @Test
  void cookie_holdsOverOneMinute_andForItsAddressOnly() {
    var cookie = new Cookie(RANDOM);
    var minuteUs = 60_000_000L;
    var given = cookie.give(FROM, 5 * minuteUs + 1);
    assertThat(cookie.isOurs(given, FROM, 6 * minuteUs + 1)).isTrue();
    assertThat(cookie.isOurs(given, FROM, 7 * minuteUs + 1)).isFalse();
    var other = new InetSocketAddress(FROM.getAddress(), FROM.getPort() + 1);
    assertThat(cookie.isOurs(given, other, 5 * minuteUs + 1)).isFalse();
  }

  @Test
  void forgedConclusion_isIgnored() {
    var forged = Handshake.conclusion(0, 1, 1500, 100, 7, 1234567, ADDRESS, List.of());
    assertThat(listener.receive(forged, FROM, 0, 0, 0)).isInstanceOf(ListenerStep.Ignore.class);
  }

  @Test
  void oldListener_isNotUsed() {
    var caller = new CallerHandshake(offer(1, 1, 1, "", ""), ADDRESS, RANDOM, 0);
    caller.receive(
        new Handshake(4, 0, 2, 1234, 1500, 8192, Handshake.INDUCTION, 9, 5, ADDRESS, List.of()),
        0,
        1);
    assertThat(caller.state()).isEqualTo(new Refused(Refusal.VERSION, false));
  }
}
