// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Login;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.line.PublishException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Is a server's riddle answered as Adobe's and Limelight's encoders answer it?
///
/// The expected digests are OpenSSL's, by `printf '%s' TEXT | openssl dgst -md5 -binary | openssl
/// base64` and, for Limelight, without the last part; the texts are in the comments.
class LoginDialogueTest {
  private static final String NEED_ADOBE =
      "[ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ] : ";
  private static final String NEED_LLNW =
      "[ AccessManager.Reject ] : [ code=403 need auth; authmod=llnw ] : ";
  private static final String RIDDLE =
      "[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=needauth&user=ann&salt=NaCl==";

  private static LoginDialogue dialogue(String application) {
    return dialogue(application, Optional.of(new Login("ann", Secret.of("s3cret ü"))));
  }

  private static LoginDialogue dialogue(String application, Optional<Login> login) {
    var endpoint = new Endpoint(URI.create("rtmp://host/" + application), Secret.of("key"), login);
    return new LoginDialogue(endpoint, () -> "0a1b2c3d");
  }

  private static String query(LoginDialogue dialogue) {
    return dialogue.query().use(text -> text);
  }

  @Test
  void beforeAnythingIsAsked_nothingIsSaid() throws Exception {
    var dialogue = dialogue("live");
    assertThat(query(dialogue)).isEmpty();
    assertThat(dialogue.goesOn("application not found")).isFalse();
    assertThat(query(dialogue)).isEmpty();
  }

  @Test
  void firstRefusal_isAnsweredWithTheUser() throws Exception {
    var dialogue = dialogue("live");
    assertThat(dialogue.goesOn(NEED_ADOBE)).isTrue();
    assertThat(query(dialogue)).isEqualTo("authmod=adobe&user=ann");
  }

  @Test
  void adobesRiddleWithOpaque_isAnswered() throws Exception {
    var dialogue = dialogue("live");
    dialogue.goesOn(NEED_ADOBE);
    assertThat(dialogue.goesOn(RIDDLE + "&challenge=ICAgIA==&opaque=b3BhcXVl")).isTrue();
    // md5(base64(md5("ann" "NaCl==" "s3cret ü")) "b3BhcXVl" "0a1b2c3d")
    assertThat(query(dialogue))
        .isEqualTo(
            "authmod=adobe&user=ann&challenge=0a1b2c3d&response=4vN57HML/2ylJ+uWgkF94w==&opaque=b3BhcXVl");
  }

  @Test
  void adobesRiddleWithoutOpaque_isAnsweredToTheChallenge() throws Exception {
    var dialogue = dialogue("live");
    dialogue.goesOn(NEED_ADOBE);
    dialogue.goesOn(RIDDLE + "&challenge=ICAgIA==");
    // md5(base64(md5("ann" "NaCl==" "s3cret ü")) "ICAgIA==" "0a1b2c3d")
    assertThat(query(dialogue))
        .isEqualTo("authmod=adobe&user=ann&challenge=0a1b2c3d&response=VMw4DzQBpZA8gy4jdY5+Kw==");
  }

  @ParameterizedTest
  @CsvSource({
    // md5(md5("ann:live:s3cret ü") ":n0nce:00000001:0a1b2c3d:auth:" md5("publish:/live/_definst_"))
    "live,      ca5539a96b3ab06d50eee0427ab54edf",
    // the same with md5("publish:/live/inst")
    "live/inst, ab97a6f3289d884911dd88126d8ceee6"
  })
  void limelightsRiddle_isAnswered(String application, String response) throws Exception {
    var dialogue = dialogue(application);
    dialogue.goesOn(NEED_LLNW);
    dialogue.goesOn("[ authmod=llnw ] : ?reason=needauth&user=ann&nonce=n0nce");
    assertThat(query(dialogue))
        .isEqualTo(
            "authmod=llnw&user=ann&nonce=n0nce&cnonce=0a1b2c3d&nc=00000001&response=" + response);
  }

  @Test
  void userWithSeparators_staysOneValue() throws Exception {
    var dialogue = dialogue("live", Optional.of(new Login("a&b=c d", Secret.of("p"))));
    dialogue.goesOn(NEED_ADOBE);
    assertThat(query(dialogue)).isEqualTo("authmod=adobe&user=a%26b%3Dc%20d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ authmod=adobe ] : ?reason=authfailed&opaque=x",
        "[ authmod=adobe ] : ?reason=nosuchuser",
        "[ code=403 need auth; authmod=kerberos ]"
      })
  void refusedLogin_isToldWithoutThePassword(String description) {
    assertRefused(dialogue("live"), description);
  }

  @Test
  void secondRiddle_isNotAnsweredForEver() throws Exception {
    var dialogue = dialogue("live");
    dialogue.goesOn(NEED_ADOBE);
    dialogue.goesOn(RIDDLE + "&challenge=a");
    assertRefused(dialogue, RIDDLE + "&challenge=b");
  }

  @Test
  void riddleForNobody_asksForALogin() {
    assertRefused(dialogue("live", Optional.empty()), NEED_ADOBE);
  }

  private static void assertRefused(LoginDialogue dialogue, String description) {
    assertThatThrownBy(() -> dialogue.goesOn(description))
        .isInstanceOfSatisfying(
            PublishException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(Kind.REFUSED_LOGIN))
        .hasMessageContaining("host")
        .message()
        .doesNotContain("s3cret")
        .endsWith(".");
  }
}
