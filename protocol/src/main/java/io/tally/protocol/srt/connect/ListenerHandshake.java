// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.connect;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.connect.ListenerStep.Accept;
import io.tally.protocol.srt.connect.ListenerStep.Ask;
import io.tally.protocol.srt.connect.ListenerStep.Ignore;
import io.tally.protocol.srt.connect.ListenerStep.Reply;
import io.tally.protocol.srt.crypto.ConnectionKeys;
import io.tally.protocol.srt.crypto.KeyRefusedException;
import io.tally.protocol.srt.crypto.KeyState;
import io.tally.protocol.srt.handshake.Extension;
import io.tally.protocol.srt.handshake.Extension.Features;
import io.tally.protocol.srt.handshake.Handshake;
import io.tally.protocol.srt.handshake.Handshake.PeerAddress;
import io.tally.protocol.srt.handshake.Refusal;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How does a listener answer callers (draft-sharabayko-srt section 4.3.1)?
///
/// It keeps nothing of a caller until a conclusion with a cookie of ours has come. Threads:
/// [#receive] one at a time; [#answer] is free of state, and costs about a millisecond with
/// encryption.
public final class ListenerHandshake {
  private static final int VERSION = 5;

  private final Cookie cookie;
  private final SecureRandom random;

  public ListenerHandshake(SecureRandom random) {
    this.random = random;
    cookie = new Cookie(random);
  }

  /// Takes a handshake packet with the destination 0 or the listener's.
  ///
  /// @param encryption the key length / 8 that callers shall use, 0 for their choice
  /// @param timestampUs of the packet
  public ListenerStep receive(
      Handshake request, InetSocketAddress from, int encryption, int timestampUs, long nowUs) {
    return switch (request.type()) {
      case Handshake.INDUCTION -> new Reply(induction(request, from, encryption, nowUs));
      case Handshake.CONCLUSION ->
          cookie.isOurs(request.cookie(), from, nowUs)
              ? conclusion(request, timestampUs, nowUs)
              : new Ignore();
      default -> new Ignore();
    };
  }

  private Handshake induction(
      Handshake request, InetSocketAddress from, int encryption, long nowUs) {
    return new Handshake(
        VERSION,
        encryption,
        Handshake.MAGIC,
        request.initialSequence(),
        request.mtu(),
        request.flowWindow(),
        Handshake.INDUCTION,
        request.socketId(),
        cookie.give(from, nowUs),
        PeerAddress.of(from.getAddress()),
        List.of());
  }

  private static ListenerStep conclusion(Handshake request, int timestampUs, long nowUs) {
    if (request.version() < VERSION) {
      return new Reply(request.refused(Refusal.VERSION));
    }
    var features = request.find(Features.class);
    if (features.isEmpty() || features.get().response() || request.initialSequence() < 0) {
      return new Reply(request.refused(Refusal.ROGUE));
    }
    if (features.get().has(Features.STREAM)) {
      return new Reply(request.refused(Refusal.MESSAGE_API));
    }
    if (request
        .find(Extension.Congestion.class)
        .filter(it -> !it.name().equals("live"))
        .isPresent()) {
      return new Reply(request.refused(Refusal.CONGESTION));
    }
    if (request.find(Extension.Filter.class).filter(it -> !it.settings().isEmpty()).isPresent()) {
      return new Reply(request.refused(Refusal.FILTER));
    }
    if (request.find(Extension.Group.class).isPresent()) {
      return new Reply(request.refused(Refusal.GROUP));
    }
    return new Ask(
        new ConnectRequest(
            request,
            features.get(),
            request
                .find(Extension.StreamId.class)
                .map(Extension.StreamId::text)
                .orElse(Secret.of("")),
            request.find(Extension.Keys.class).isPresent(),
            nowUs,
            timestampUs));
  }

  /// Accepts or refuses a caller that the program lets in.
  ///
  /// @param offer with the passphrase for this caller and a socket id for the new connection
  /// @return [Accept] or [Reply]
  public ListenerStep answer(ConnectRequest request, Offer offer) {
    var asked = request.handshake();
    var message = asked.find(Extension.Keys.class).map(Extension.Keys::bytes);
    Optional<ConnectionKeys> keys = Optional.empty();
    var state = KeyState.UNSECURED;
    if (message.isPresent() && offer.keys().isSecret()) {
      try {
        keys = Optional.of(ConnectionKeys.accept(offer.keys(), message.get(), random));
        state = KeyState.SECURED;
      } catch (KeyRefusedException e) {
        state = e.state();
      }
    } else if (message.isPresent() || offer.keys().isSecret()) {
      state = KeyState.NO_SECRET;
    }
    if (state != KeyState.SECURED && state != KeyState.UNSECURED && offer.enforcesEncryption()) {
      return new Reply(
          asked.refused(
              switch (state) {
                case BAD_SECRET -> Refusal.BAD_SECRET;
                case BAD_CRYPTO_MODE -> Refusal.CRYPTO;
                default -> Refusal.UNSECURE;
              }));
    }
    return accept(request, offer, keys, state);
  }

  private static Accept accept(
      ConnectRequest request, Offer offer, Optional<ConnectionKeys> keys, KeyState state) {
    var asked = request.handshake();
    var receiveMs = Math.max(offer.receiveLatencyMs(), request.features().senderLatencyMs());
    var sendMs = Math.max(offer.peerLatencyMs(), request.features().receiverLatencyMs());
    var mtu = Sizes.mtu(offer.mtu(), asked.mtu());
    var extensions = new ArrayList<Extension>();
    extensions.add(offer.features(true, receiveMs, sendMs));
    if (keys.isPresent()) {
      extensions.add(new Extension.Keys(true, ByteBuffer.wrap(keys.get().message())));
    } else if (request.encrypted()) {
      extensions.add(Extension.Keys.failure(state.code()));
    }
    var answer =
        Handshake.conclusion(
            keys.map(it -> it.keyBytes() / Long.BYTES).orElse(0),
            asked.initialSequence(),
            mtu,
            offer.flowWindow(),
            offer.socketId(),
            asked.cookie(),
            asked.peer(),
            extensions);
    var agreement =
        new Agreement(
            offer.socketId(),
            asked.socketId(),
            asked.initialSequence(),
            mtu,
            Sizes.window(asked.flowWindow()),
            receiveMs,
            sendMs,
            request.features(),
            request.streamId(),
            keys,
            state,
            request.arrivedUs(),
            request.timestampUs());
    return new Accept(answer, agreement);
  }

  /// Refuses a caller.
  public static Reply refuse(ConnectRequest request, Refusal refusal) {
    return new Reply(request.handshake().refused(refusal));
  }
}
