// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.options;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.crypto.CipherMode;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.pace.BandwidthRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which options do the parameters of an `srt://` line stand for?
final class UrlOptions {
  private static final Set<String> ONLY_FFMPEG =
      Set.of(
          "pkt_size",
          "payload_size",
          "ffs",
          "connect_timeout",
          "timeout",
          "listen_timeout",
          "rw_timeout",
          "send_buffer_size",
          "recv_buffer_size",
          "smoother",
          "tsbpddelay");
  private static final int LONGEST_MS = 20_000;

  /// Known, and rightly without effect here: what they set is so in any case, or does not matter.
  private static final Set<String> PASSED_OVER =
      Set.of(
          "transtype",
          "tsbpdmode",
          "messageapi",
          "congestion",
          "smoother",
          "linger",
          "minversion",
          "retransmitalgo",
          "timeout",
          "listen_timeout",
          "rw_timeout",
          "groupconnect",
          "groupminstabletimeo",
          "adapter",
          "blocking",
          "ipv6only");

  private final Map<String, String> given;
  private final Set<String> left;
  private final List<String> remarks = new ArrayList<>();
  private final boolean microseconds;

  UrlOptions(Map<String, String> given) {
    this.given = given;
    left = new TreeSet<>(given.keySet());
    microseconds = given.keySet().stream().anyMatch(ONLY_FFMPEG::contains);
  }

  SrtMode mode(String host) {
    var mode = text("mode").orElse(host.isEmpty() ? "listener" : "caller");
    return switch (mode) {
      case "caller", "client" -> SrtMode.CALLER;
      case "listener", "server" -> SrtMode.LISTENER;
      default ->
          throw new IllegalArgumentException(
              "The SRT mode \"%s\" is not possible here: use mode=caller or mode=listener."
                  .formatted(mode));
    };
  }

  SrtOptions options() {
    var options =
        new SrtOptions(
            Secret.of(text("streamid").or(() -> text("srt_streamid")).orElse("")),
            keys(),
            bool("enforcedencryption", true),
            latency(),
            bandwidth(),
            sizes(),
            network());
    tellRest();
    return options;
  }

  List<String> remarks() {
    return remarks;
  }

  private KeyPlan keys() {
    var refresh = number("kmrefreshrate", KeyPlan.DEFAULT_REFRESH_PACKETS);
    var usual = KeyPlan.none().announcePackets();
    var announce = number("kmpreannounce", Math.min(usual, Math.max(1, (refresh - 1) / 2)));
    var mode =
        switch ((int) number("cryptomode", 0)) {
          case 1 -> Optional.of(CipherMode.CTR);
          case 2 -> Optional.of(CipherMode.GCM);
          default -> Optional.<CipherMode>empty();
        };
    return new KeyPlan(
        Secret.of(text("passphrase").orElse("")),
        (int) number("pbkeylen", 0),
        mode,
        refresh,
        announce);
  }

  private SrtLatency latency() {
    var both = milliseconds("latency").or(() -> milliseconds("tsbpddelay"));
    var receive = milliseconds("rcvlatency").or(() -> both).orElse(SrtLatency.INTERNET_MS);
    var peer = milliseconds("peerlatency").or(() -> both).orElse(SrtLatency.INTERNET_MS);
    var own = (int) number("latencyMs", -1);
    return new SrtLatency(
        own >= 0 ? own : receive,
        own >= 0 ? own : peer,
        bool("tlpktdrop", true),
        (int) number("snddropdelay", 0),
        bool("drifttracer", true));
  }

  private Optional<Integer> milliseconds(String name) {
    if (!given.containsKey(name)) {
      return Optional.empty();
    }
    var value = number(name, 0);
    return Optional.of((int) (microseconds || value > LONGEST_MS ? value / 1000 : value));
  }

  private BandwidthRule bandwidth() {
    var usual = SrtOptions.PACED;
    return new BandwidthRule(
        number("maxbw", usual.maxBytesPerS()),
        number("inputbw", usual.inputBytesPerS()),
        number("mininputbw", usual.minInputBytesPerS()),
        (int) number("oheadbw", usual.overheadPercent()));
  }

  private SrtSizes sizes() {
    var usual = SrtSizes.USUAL;
    var mtu = (int) number("mss", usual.mtu());
    var payload =
        either("payloadsize", "pkt_size", either("payload_size", "chunk", usual.payloadBytes()));
    var packet = mtu - SrtSizes.BELOW_BYTES;
    return new SrtSizes(
        mtu,
        (int) payload,
        (int) either("fc", "ffs", usual.flowWindow()),
        (int) (number("sndbuf", (long) usual.sendPackets() * packet) / packet),
        (int) (number("rcvbuf", (long) usual.receivePackets() * packet) / packet),
        (int)
            Math.max(number("send_buffer_size", 0), number("recv_buffer_size", usual.udpBytes())));
  }

  private SrtNetwork network() {
    var usual = SrtNetwork.USUAL;
    return new SrtNetwork(
        (int) either("conntimeo", "connect_timeout", usual.connectMs()),
        (int) number("peeridletimeo", usual.idleMs()),
        bool("nakreport", usual.reportsLoss()),
        (int) number("lossmaxttl", usual.reorderTolerance()),
        (int) either("iptos", "tos", usual.trafficClass()));
  }

  private void tellRest() {
    for (var name : left) {
      if (name.equals("packetfilter")) {
        remarks.add(
            "The SRT option packetfilter is not followed: lost packets are sent again instead.");
      } else if (!PASSED_OVER.contains(name)) {
        remarks.add("The SRT option \"%s\" is not known and has no effect.".formatted(name));
      }
    }
    if (text("transtype").filter(it -> !it.equals("live")).isPresent()) {
      remarks.add("The SRT option transtype is followed as \"live\" only.");
    }
  }

  private Optional<String> text(String name) {
    left.remove(name);
    return Optional.ofNullable(given.get(name));
  }

  private long either(String one, String other, long usual) {
    return number(one, number(other, usual));
  }

  private long number(String name, long usual) {
    var text = text(name);
    try {
      return text.map(String::strip).map(Long::parseLong).orElse(usual);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The SRT option %s is \"%s\": it must be a number.".formatted(name, text.orElse("")));
    }
  }

  private boolean bool(String name, boolean usual) {
    var text = text(name);
    return switch (text.orElse(usual ? "1" : "0")) {
      case "1", "yes", "true", "on" -> true;
      case "0", "no", "false", "off" -> false;
      default ->
          throw new IllegalArgumentException(
              "The SRT option %s is \"%s\": it must be 1 or 0.".formatted(name, text.orElse("")));
    };
  }
}
