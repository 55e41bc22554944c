// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.rtmp.amf.AmfValue;
import io.tally.protocol.rtmp.amf.AmfValue.AmfNull;
import io.tally.protocol.rtmp.amf.AmfValue.AmfObject;
import io.tally.protocol.rtmp.message.Message.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Is each server's way to say no understood?
class ServerRefusalTest {
  private static final Endpoint ENDPOINT =
      Endpoint.parse("rtmp://ingest.example/live/planted?t=1", Secret.of(""));

  private static Command status(String name, String level, String code, String words) {
    var info =
        Map.of(
            "level", AmfValue.of(level),
            "code", AmfValue.of(code),
            "description", AmfValue.of(words));
    return new Command(1, name, 0, List.of(new AmfNull(), new AmfObject(info)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // nginx-rtmp, Flash Media Server, Wowza, node-media-server, SRS
        "NetStream.Publish.BadName | Already publishing                | IN_USE",
        "NetStream.Publish.BadName | Stream already publishing         | IN_USE",
        "NetStream.Publish.BadName | live/x is already being published | IN_USE",
        "NetStream.Publish.Denied  | stream busy                       | IN_USE",
        "NetStream.Publish.BadName | Invalid stream key                | REFUSED_KEY",
        "NetStream.Publish.BadName | ''                                | REFUSED_KEY",
        "NetStream.Publish.Denied  | ''                                | REFUSED_KEY",
        "NetStream.Publish.Rejected| no such channel                   | REFUSED_KEY",
        "NetStream.publish.Unauthorized | Authorization required.      | REFUSED_LOGIN",
        "NetConnection.Connect.Rejected | authentication failed        | REFUSED_LOGIN",
        "NetConnection.Connect.Rejected | ''                           | REFUSED_KEY",
        "NetConnection.Connect.InvalidApp | unknown application        | REFUSED_KEY",
        "NetConnection.Connect.Failed | ''                             | REFUSED_KEY",
        "NetConnection.Connect.AppShutdown | server restarts           | REFUSED_CONNECTION",
        "NetConnection.Connect.Closed | ''                             | REFUSED_CONNECTION",
        "NetStream.Failed          | backend gone                      | REFUSED_CONNECTION",
        "''                        | ''                                | REFUSED_KEY"
      })
  void refusal_getsItsKindAndASentence(String code, String words, Kind kind) {
    var command = status("onStatus", "error", code, words);
    assertThat(ServerRefusal.isRefusal(command)).isTrue();
    var failure = ServerRefusal.of(command).failure(ENDPOINT);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.sentence())
        .startsWith("ingest.example ")
        .contains(words)
        .doesNotContain("planted")
        .endsWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    "onStatus,     status, NetStream.Publish.Start",
    "onStatus,     status, NetStream.Unpublish.Success",
    "onStatus,     error,  NetStream.Unpublish.Success",
    "onFCUnpublish,status, NetStream.Unpublish.Success",
    "onStatus,     error,  NetStream.Record.NoAccess",
    "_result,      status, NetConnection.Connect.Success"
  })
  void whatIsNoRefusal_isNotTakenForOne(String name, String level, String code) {
    assertThat(ServerRefusal.isRefusal(status(name, level, code, ""))).isFalse();
  }

  @Test
  void serversWordsThatRepeatTheKey_areLeftOut() {
    var refusal =
        ServerRefusal.of(
            status("onStatus", "error", "NetStream.Publish.BadName", "live/PLANTED is bad"));
    assertThat(refusal.failure(ENDPOINT).sentence()).doesNotContainIgnoringCase("planted");
    assertThat(refusal.toString()).doesNotContainIgnoringCase("planted");
  }

  @Test
  void serversWords_getOneShortLine() {
    var refusal =
        ServerRefusal.of(
            status("onStatus", "error", "NetStream.Failed", "a\r\nb" + "x".repeat(1000)));
    assertThat(refusal.failure(ENDPOINT).sentence()).contains("\"a b").hasSizeLessThan(400);
  }

  @Test
  void redirect_isFoundInTheObject() {
    var ex =
        new AmfObject(
            Map.of("code", AmfValue.of(302), "redirect", AmfValue.of("rtmp://other/live")));
    var info = new AmfObject(Map.of("level", AmfValue.of("error"), "ex", ex));
    var refusal = ServerRefusal.of(new Command(0, "_error", 1, List.of(new AmfNull(), info)));
    assertThat(refusal.redirect()).contains("rtmp://other/live");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'[ AccessManager.Reject ] : [ code=302; redirect=rtmp://other:80/live ]' | rtmp://other:80/live",
        "'302, see \"rtmps://other/live\"' | rtmps://other/live",
        "'rtmp://this/live is not known' | ''"
      })
  void redirect_isFoundInTheWords(String words, String target) {
    var refusal =
        ServerRefusal.of(status("_error", "error", "NetConnection.Connect.Rejected", words));
    assertThat(refusal.redirect().orElse("")).isEqualTo(target);
  }

  @Test
  void capabilities_areWrittenAndReadBack() {
    var all =
        new Capabilities(
            Capabilities.RECONNECT | Capabilities.MULTITRACK,
            List.of("hvc1", "av01"),
            Map.of("hvc1", 4),
            Map.of("Opus", 4));
    assertThat(Capabilities.of(new AmfObject(all.properties()))).isEqualTo(all);
    assertThat(Capabilities.NONE.properties()).isEmpty();
    assertThat(Capabilities.of(new AmfNull())).isEqualTo(Capabilities.NONE);
  }
}
