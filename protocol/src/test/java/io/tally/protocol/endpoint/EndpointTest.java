// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Is an address read as people paste it?
class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "rtmp://host/live/key,                  rtmp://host/live,          key",
    "RTMPS://host/app/key,                  rtmps://host/app,          key",
    "rtmps://host:443/app/key,              rtmps://host:443/app,      key",
    "rtmp://host/live/key/,                 rtmp://host/live,          key",
    "rtmp://host/live/,                     rtmp://host/live,          ''",
    "rtmp://host/live,                      rtmp://host/live,          ''",
    "rtmp://host/app/instance/key,          rtmp://host/app/instance,  key",
    "rtmp://host/live/key?token=a/b&c=d,    rtmp://host/live,          key?token=a/b&c=d",
    "rtmp://[::1]:1936/live/key,            rtmp://[::1]:1936/live,    key",
    "'  rtmp://host/live/a#b|c%20  ',       rtmp://host/live,          a#b|c%20",
    "rtmps://b.example/live2?backup=1/key,  rtmps://b.example/live2?backup=1, key",
    "rtmps://b.example/live2?backup=1,      rtmps://b.example/live2?backup=1, ''",
    "rtmp://host/live?token=abc,            rtmp://host/live,          ?token=abc",
    "rtmp://host/live/key?bandwidthtest=true, rtmp://host/live,        key?bandwidthtest=true",
    "“rtmp://host/live/key”,                rtmp://host/live,          key"
  })
  void address_isTakenApart(String address, String url, String key) {
    assertThat(Endpoint.parse(address, Secret.of("")))
        .isEqualTo(new Endpoint(URI.create(url), Secret.of(key)));
  }

  @ParameterizedTest
  @CsvSource({
    "rtmps://host:443/app/,        rtmps://host:443/app,   k,       k",
    "rtmp://host/app/instance,     rtmp://host/app/instance, k,     k",
    "rtmp://host/app/k,            rtmp://host/app,        k,       k",
    "rtmp://host/app?auth=x,       rtmp://host/app,        k,       k?auth=x",
    "rtmp://host/app?auth=x,       rtmp://host/app,        k?a=b,   k?a=b&auth=x",
    "rtmp://host/app/k?a=b,        rtmp://host/app,        k?a=b,   k?a=b",
    "rtmps://b.example/live2?backup=1, rtmps://b.example/live2?backup=1, ' \"k\" ', k"
  })
  void keyGivenApart_leavesThePathToTheApplication_butNotTheKeyItself(
      String address, String url, String key, String whole) {
    assertThat(Endpoint.parse(address, Secret.of(key)))
        .isEqualTo(new Endpoint(URI.create(url), Secret.of(whole)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtmps://host:443/app/\nthe-key",
        "\n  rtmps://host:443/app \r\n\r\n the-key\n",
        "Server: rtmps://host:443/app\nStream key: the-key",
        "Stream URL\nrtmps://host:443/app/\nStream Key\nthe-key\n",
        "the-key\nrtmps://host:443/app/"
      })
  void serverAndKeyOnTwoLines_areBothTaken(String pasted) {
    assertThat(Endpoint.parse(pasted, Secret.of("")))
        .isEqualTo(new Endpoint(URI.create("rtmps://host:443/app"), Secret.of("the-key")));
  }

  @ParameterizedTest
  @CsvSource({
    "rtmp://ann:secret@host/live/key,           ann,     secret",
    "rtmp://ann%40home:a%3Ab%2Fc+d@host/live/key, ann@home, a:b/c+d",
    "rtmp://ann:with@sign@host/live/key,        ann,     with@sign",
    "rtmp://ann@host/live/key,                  ann,     ''"
  })
  void userAndPassword_becomeTheLogin_andLeaveTheUrl(String address, String user, String password) {
    var endpoint = Endpoint.parse(address, Secret.of(""));
    assertThat(endpoint)
        .isEqualTo(
            new Endpoint(
                URI.create("rtmp://host/live"),
                Secret.of("key"),
                Optional.of(new Login(user, Secret.of(password)))));
  }

  @Test
  void applicationWithSwitches_keepsThem() {
    var endpoint = Endpoint.parse("rtmps://b.example/live2?backup=1", Secret.of("k"));
    assertThat(endpoint.application()).isEqualTo("live2?backup=1");
  }

  @ParameterizedTest
  @CsvSource({
    "rtmps://other:444/app,        rtmps://other:444/app",
    "rtmps://other/app/k,          rtmps://other/app",
    "rtmp://other/app/instance,    rtmp://other/app/instance",
    "/elsewhere,                   rtmps://host:443/elsewhere",
    "'',                           rtmps://host:443/live"
  })
  void placeThatAServerNames_getsTheSameKeyAndLogin(String target, String url) {
    var login = Optional.of(new Login("ann", Secret.of("p")));
    var before = new Endpoint(URI.create("rtmps://host:443/live"), Secret.of("k"), login);
    assertThat(before.movedTo(target))
        .isEqualTo(new Endpoint(URI.create(url), Secret.of("k"), login));
  }

  @Test
  void portsAndNames_areTheScheme_s() {
    var plain = Endpoint.parse("rtmp://host/live/key", Secret.of(""));
    var secure = Endpoint.parse("rtmps://[2001:db8::1]/a/b/key", Secret.of(""));
    assertThat(plain.port()).isEqualTo(1935);
    assertThat(plain.isSecure()).isFalse();
    assertThat(secure.port()).isEqualTo(443);
    assertThat(secure.isSecure()).isTrue();
    assertThat(secure.host()).isEqualTo("2001:db8::1");
    assertThat(secure.application()).isEqualTo("a/b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "planted",
        "http://host/live/planted",
        "srt://host?streamid=planted",
        "rtmp://",
        "rtmp:///live/planted",
        "rtmp://host",
        "rtmp://host/?planted",
        "rtmp://host:port/live/planted",
        "rtmp://host:99999/live/planted",
        "rtmp://user:planted@host:port/live/x",
        "rtmp://user:planted%zz@host/live/x",
        "rtmp://user:plan/planted@host/live/x",
        "rtmp://host/live\nplanted\nplanted",
        "rtmp://host/li ve/planted"
      })
  void unusableAddress_isRefusedWithASentenceThatHidesTheKey(String address) {
    assertThatThrownBy(() -> Endpoint.parse(address, Secret.of("")))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ddress")
        .hasNoCause()
        .message()
        .doesNotContain("planted")
        .endsWith(".");
  }

  @Test
  void endpoint_printsWithoutItsKey() {
    assertThat(Endpoint.parse("rtmp://host/live/planted?t=planted", Secret.of("")).toString())
        .contains("rtmp://host/live")
        .doesNotContain("planted");
  }
}
