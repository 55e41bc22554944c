// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.protocol.endpoint.Secret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Does a line pasted from a service's page work unchanged?
class SrtUrlTest {
  @Test
  void lineOfAService_isReadWhole() {
    var url =
        SrtUrl.parse(
            " srt://live.cloudflare.com:778?passphrase=0123456789abcdef&streamid=f00d%23x ");
    assertThat(url.host()).isEqualTo("live.cloudflare.com");
    assertThat(url.port()).isEqualTo(778);
    assertThat(url.mode()).isEqualTo(SrtMode.CALLER);
    assertThat(url.options().streamId()).isEqualTo(Secret.of("f00d#x"));
    assertThat(url.options().keys().passphrase()).isEqualTo(Secret.of("0123456789abcdef"));
    assertThat(url.remarks()).isEmpty();
  }

  @Test
  void accessControlForm_staysWhole_thoughItLooksLikeAFragment() {
    var url = SrtUrl.parse("srt://h:9?streamid=#!::r=live/cam,m=publish,u=me&latency=500");
    assertThat(url.options().streamId()).isEqualTo(Secret.of("#!::r=live/cam,m=publish,u=me"));
    assertThat(url.options().latency().receiveMs()).isEqualTo(500);
  }

  @ParameterizedTest
  @DisplayName("milliseconds of libsrt, microseconds of FFmpeg")
  @CsvSource({
    "latency=120, 120",
    "latency=20000, 20000",
    "latency=200000, 200",
    "latency=120000&mode=caller, 120",
    "latency=20000&pkt_size=1316, 20",
    "latency=1000000&ffs=1000, 1000",
    "latency=7&latencyMs=900&pkt_size=1316, 900",
    "tsbpddelay=300000, 300",
    "rcvlatency=80, 80",
    "mode=caller, 1000"
  })
  void latency_hasTheUnitOfItsFamily(String query, int milliseconds) {
    assertThat(SrtUrl.parse("srt://h:9?" + query).options().latency().receiveMs())
        .isEqualTo(milliseconds);
  }

  @Test
  void everyOptionOfBothFamilies_isFollowed() {
    var options =
        SrtUrl.parse(
                "srt://h:9?mode=caller&pbkeylen=32&passphrase=0123456789&peerlatency=700&rcvlatency=600"
                    + "&maxbw=1000000&inputbw=2&mininputbw=3&oheadbw=10&mss=1400&payloadsize=1128"
                    + "&fc=1000&rcvbuf=1372000&sndbuf=2744000&iptos=184&tlpktdrop=0&snddropdelay=-1"
                    + "&conntimeo=7000&peeridletimeo=9000&lossmaxttl=12&nakreport=0&drifttracer=0"
                    + "&kmrefreshrate=5000&kmpreannounce=1000&enforcedencryption=0&cryptomode=2")
            .options();
    assertThat(options.latency()).isEqualTo(new SrtLatency(600, 700, false, -1, false));
    assertThat(options.sizes().mtu()).isEqualTo(1400);
    assertThat(options.sizes().payloadBytes()).isEqualTo(1128);
    assertThat(options.sizes().flowWindow()).isEqualTo(1000);
    assertThat(options.sizes().receivePackets()).isEqualTo(1000);
    assertThat(options.sizes().sendPackets()).isEqualTo(2000);
    assertThat(options.network()).isEqualTo(new SrtNetwork(7000, 9000, false, 12, 184));
    assertThat(options.bandwidth().maxBytesPerS()).isEqualTo(1_000_000);
    assertThat(options.bandwidth().overheadPercent()).isEqualTo(10);
    assertThat(options.keys().keyBytes()).isEqualTo(32);
    assertThat(options.keys().refreshPackets()).isEqualTo(5000);
    assertThat(options.enforcesEncryption()).isFalse();
  }

  @Test
  void unknownOption_isTold_andTheRestWorks() {
    var url = SrtUrl.parse("srt://h:9?speed=high&packetfilter=fec,cols:10&transtype=live");
    assertThat(url.remarks())
        .containsExactly(
            "The SRT option packetfilter is not followed: lost packets are sent again instead.",
            "The SRT option \"speed\" is not known and has no effect.");
  }

  @Test
  void addressWithoutHost_listens() {
    var url = SrtUrl.parse("srt://:9000");
    assertThat(url.mode()).isEqualTo(SrtMode.LISTENER);
    assertThat(SrtUrl.parse("srt://[::1]:9000/?mode=listener").host()).isEqualTo("::1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtmp://h/a",
        "srt://h",
        "srt://h:0",
        "srt://h:99999",
        "srt://u@h:9",
        "srt://h:9?mode=rendezvous",
        "srt://h:9?passphrase=short",
        "srt://h:9?pbkeylen=20",
        "srt://h:9?latency=soon",
        "srt://h:9?oheadbw=200",
        "srt://h:9?tlpktdrop=perhaps",
        "srt://h:9?payloadsize=1500"
      })
  void unusableLine_isRefusedWithASentence(String line) {
    assertThatThrownBy(() -> SrtUrl.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("The .{20,}\\.");
  }

  @Test
  void optionsInALog_showNoSecret() {
    var url = SrtUrl.parse("srt://h:9?passphrase=0123456789&streamid=hidden");
    assertThat(url.toString()).doesNotContain("0123456789").doesNotContain("hidden");
  }

  @Test
  void streamId_isReadAndWritten() {
    var id = StreamId.parse("#!::u=me,r=live/cam,m=publish,s=pw,x_own=1");
    assertThat(id.user()).contains("me");
    assertThat(id.resource()).contains("live/cam");
    assertThat(id.purpose()).contains(StreamId.Purpose.PUBLISH);
    assertThat(id.part("x_own")).contains("1");
    assertThat(id.text()).isEqualTo("#!::u=me,r=live/cam,m=publish,s=pw,x_own=1");
    assertThat(id.toString()).doesNotContain("pw");
    assertThat(StreamId.parse("cam").resource()).contains("cam");
    assertThat(StreamId.parse("cam").text()).isEqualTo("cam");
    assertThat(StreamId.publishing("cam").text()).isEqualTo("#!::r=cam,m=publish");
    assertThat(StreamId.parse("").parts()).isEmpty();
    assertThat(StreamId.parse("#!::r=a").purpose()).contains(StreamId.Purpose.REQUEST);
  }
}
