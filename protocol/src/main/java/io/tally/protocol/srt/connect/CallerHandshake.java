// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.connect;

import io.tally.protocol.srt.connect.CallerState.Concluding;
import io.tally.protocol.srt.connect.CallerState.Connected;
import io.tally.protocol.srt.connect.CallerState.Inducing;
import io.tally.protocol.srt.connect.CallerState.Refused;
import io.tally.protocol.srt.crypto.ConnectionKeys;
import io.tally.protocol.srt.crypto.KeyState;
import io.tally.protocol.srt.handshake.Extension;
import io.tally.protocol.srt.handshake.Extension.Features;
import io.tally.protocol.srt.handshake.Handshake;
import io.tally.protocol.srt.handshake.Handshake.PeerAddress;
import io.tally.protocol.srt.handshake.Refusal;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How does a caller make a connection (draft-sharabayko-srt section 4.3.1.1)?
///
/// Life: [#due] gives what to send until [#state] is [Connected] or [Refused]; [#receive] takes the
/// answers. When to give up is for its user. Threads: one at a time. Making the keys costs about a
/// millisecond.
public final class CallerHandshake {
  private static final long REPEAT_US = 250_000;
  private static final int OLD_VERSION = 4;
  private static final int VERSION = 5;

  private final Offer offer;
  private final PeerAddress peer;
  private final SecureRandom random;
  private CallerState state;
  private long nextUs;

  public CallerHandshake(Offer offer, PeerAddress peer, SecureRandom random, long nowUs) {
    this.offer = offer;
    this.peer = peer;
    this.random = random;
    nextUs = nowUs;
    state =
        new Inducing(
            new Handshake(
                OLD_VERSION,
                0,
                Handshake.DATAGRAM,
                offer.initialSequence(),
                offer.mtu(),
                offer.flowWindow(),
                Handshake.INDUCTION,
                offer.socketId(),
                0,
                peer,
                List.of()));
  }

  /// How far it is.
  public CallerState state() {
    return state;
  }

  /// When [#due] gives something.
  public long nextUs() {
    return nextUs;
  }

  /// What to send now, if anything; giving it counts as sending it.
  public Optional<Handshake> due(long nowUs) {
    if (nowUs < nextUs) {
      return Optional.empty();
    }
    nextUs = nowUs + REPEAT_US;
    return switch (state) {
      case Inducing(Handshake request) -> Optional.of(request);
      case Concluding(Handshake request, _) -> Optional.of(request);
      case Connected _, Refused _ -> Optional.empty();
    };
  }

  /// Takes a handshake packet from the listener.
  ///
  /// @param timestampUs of the packet
  public void receive(Handshake answer, int timestampUs, long nowUs) {
    state =
        switch (state) {
          case Inducing inducing -> induced(inducing, answer, nowUs);
          case Concluding concluding -> concluded(concluding, answer, timestampUs, nowUs);
          case Connected connected -> connected;
          case Refused refused -> refused;
        };
  }

  private CallerState induced(Inducing inducing, Handshake answer, long nowUs) {
    if (Refusal.isRefusal(answer.type())) {
      return new Refused(Refusal.fromType(answer.type()), true);
    }
    if (answer.type() != Handshake.INDUCTION) {
      return inducing;
    }
    if (answer.version() < VERSION) {
      return new Refused(Refusal.VERSION, false);
    }
    if (answer.extensionField() != Handshake.MAGIC) {
      return new Refused(Refusal.ROGUE, false);
    }
    var offered = answer.encryption() * Long.BYTES;
    var named = offered == 16 || offered == 24 || offered == 32 ? offered : 0;
    var keys =
        offer.keys().isSecret()
            ? Optional.of(ConnectionKeys.create(offer.keys(), named, random))
            : Optional.<ConnectionKeys>empty();
    var extensions = new ArrayList<Extension>();
    extensions.add(offer.features(false, offer.receiveLatencyMs(), offer.peerLatencyMs()));
    keys.ifPresent(
        made -> extensions.add(new Extension.Keys(false, ByteBuffer.wrap(made.message()))));
    if (!offer.streamId().isEmpty()) {
      extensions.add(new Extension.StreamId(offer.streamId()));
    }
    nextUs = nowUs;
    return new Concluding(
        Handshake.conclusion(
            keys.map(made -> made.keyBytes() / Long.BYTES).orElse(0),
            offer.initialSequence(),
            offer.mtu(),
            offer.flowWindow(),
            offer.socketId(),
            answer.cookie(),
            peer,
            extensions),
        keys);
  }

  private CallerState concluded(
      Concluding concluding, Handshake answer, int timestampUs, long nowUs) {
    if (Refusal.isRefusal(answer.type())) {
      return new Refused(Refusal.fromType(answer.type()), true);
    }
    var features = answer.find(Features.class);
    // Some listeners repeat their answer without its extensions (Haivision/srt 1648); only a whole
    // one will do, and it may still come.
    if (answer.type() != Handshake.CONCLUSION || features.isEmpty()) {
      return concluding;
    }
    var keyState = keyState(concluding, answer);
    if (keyState != KeyState.SECURED
        && keyState != KeyState.UNSECURED
        && offer.enforcesEncryption()) {
      return new Refused(reason(keyState), false);
    }
    if (answer.initialSequence() != offer.initialSequence()) {
      return new Refused(Refusal.ROGUE, false);
    }
    var peerFeatures = features.get();
    return new Connected(
        new Agreement(
            offer.socketId(),
            answer.socketId(),
            offer.initialSequence(),
            Sizes.mtu(offer.mtu(), answer.mtu()),
            Sizes.window(answer.flowWindow()),
            Math.max(offer.receiveLatencyMs(), peerFeatures.senderLatencyMs()),
            Math.max(offer.peerLatencyMs(), peerFeatures.receiverLatencyMs()),
            peerFeatures,
            offer.streamId(),
            keyState == KeyState.SECURED ? concluding.keys() : Optional.empty(),
            keyState,
            nowUs,
            timestampUs));
  }

  private static KeyState keyState(Concluding concluding, Handshake answer) {
    var response = answer.find(Extension.Keys.class).map(Extension.Keys::bytes);
    if (concluding.keys().isEmpty()) {
      return response.isEmpty() ? KeyState.UNSECURED : stateOf(response.get(), KeyState.NO_SECRET);
    }
    if (response.isEmpty()) {
      return KeyState.NO_SECRET;
    }
    var sent = concluding.keys().get().message();
    return Arrays.equals(sent, response.get())
        ? KeyState.SECURED
        : stateOf(response.get(), KeyState.BAD_CRYPTO_MODE);
  }

  private static KeyState stateOf(byte[] response, KeyState otherwise) {
    return response.length == Integer.BYTES
        ? KeyState.of(ByteBuffer.wrap(response).getInt())
        : otherwise;
  }

  private static Refusal reason(KeyState state) {
    return switch (state) {
      case BAD_SECRET -> Refusal.BAD_SECRET;
      case BAD_CRYPTO_MODE -> Refusal.CRYPTO;
      case UNSECURED, SECURING, SECURED, NO_SECRET -> Refusal.UNSECURE;
    };
  }
}
