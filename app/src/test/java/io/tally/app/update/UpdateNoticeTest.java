// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.app.testing.ReleaseServer;
import io.tally.app.update.UpdateNotice.Consent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateNoticeTest {
  private static final Version MINE = new Version(0, 1, 0, false);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void nobodyIsAsked_untilThePersonAgreed_andThenOnceADay() {
    UpdateNotice first = UpdateNotice.FIRST;
    assertThat(first.isDue(NOON)).isFalse();
    assertThat(first.with(Consent.REFUSED).isDue(NOON)).isFalse();
    UpdateNotice agreed = first.with(Consent.GIVEN);
    assertThat(agreed.isDue(NOON)).isTrue();
    UpdateNotice asked = agreed.askedAt(NOON);
    assertThat(asked.isDue(NOON.plus(Duration.ofHours(23)))).isFalse();
    assertThat(asked.isDue(NOON.plus(Duration.ofHours(24)))).isTrue();
    assertThat(asked.isDue(NOON.minus(Duration.ofDays(30)))).isTrue();
  }

  @Test
  void newerRelease_isTold_withItsPage() throws Exception {
    try (ReleaseServer server = ReleaseServer.of("0.2.0")) {
      assertThat(UpdateNotice.FIRST.ask(server.feed(MINE)))
          .contains(
              new Release(new Version(0, 2, 0, false), URI.create("https://example.org/tally")));
      assertThat(server.agents()).containsExactly("Tally/0.1.0");
    }
  }

  @Test
  void githubsAnswer_isUnderstood() throws Exception {
    String answer =
        "{\"id\":1,\"tag_name\":\"v0.3.1\",\"html_url\":\"https://example.org/r\",\"assets\":[]}";
    try (ReleaseServer server = new ReleaseServer(200, answer)) {
      assertThat(UpdateNotice.FIRST.ask(server.feed(MINE)).map(Release::version))
          .contains(new Version(0, 3, 1, false));
    }
  }

  @Test
  void sameOlderOrPassedRelease_isNotTold() throws Exception {
    Version theirs = new Version(0, 2, 0, false);
    try (ReleaseServer server = ReleaseServer.of("0.2.0")) {
      Version later = new Version(0, 3, 0, true);
      assertThat(UpdateNotice.FIRST.ask(server.feed(theirs))).isEmpty();
      assertThat(UpdateNotice.FIRST.ask(server.feed(later))).isEmpty();
      assertThat(UpdateNotice.FIRST.passing(theirs).ask(server.feed(MINE))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | {} | answered 404",
        "200 | <html> | sent no JSON",
        "200 | {} | names no version",
        "200 | {\"version\":\"0.2.0\"} | names no https page",
        "200 | {\"version\":\"0.2.0\",\"page\":\"file:///etc/passwd\"} | names no https page",
        "200 | {\"version\":\"0.2.0\",\"page\":\"https://a b\"} | names a page that is no address"
      })
  void answerThatCannotBeUsed_isASentence(int status, String body, String said) throws Exception {
    try (ReleaseServer server = new ReleaseServer(status, body)) {
      assertThatThrownBy(() -> UpdateNotice.FIRST.ask(server.feed(MINE)))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "Whether there is a newer version is not known: 127.0.0.1 %s.".formatted(said));
    }
  }

  @Test
  void answerWithoutEnd_isNotRead() throws Exception {
    try (ReleaseServer server = new ReleaseServer(200, "[" + "1,".repeat(200_000) + "1]")) {
      assertThatThrownBy(() -> UpdateNotice.FIRST.ask(server.feed(MINE)))
          .hasMessageContainingAll("127.0.0.1 cannot be read", "262144");
    }
  }

  @Test
  void answerThatTrickles_isGivenUp() throws Exception {
    try (ReleaseServer server = ReleaseServer.thatBegins("{\"version\":")) {
      ReleaseFeed hasty = new ReleaseFeed(server.address(), MINE, Duration.ofMillis(500));
      assertThatThrownBy(hasty::newest).hasMessageContaining("127.0.0.1 is too slow");
    }
  }

  @Test
  void plainHttpToAnotherComputer_isNotAsked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReleaseFeed(URI.create("http://example.org/latest"), MINE))
        .withMessageContaining("must begin with https://");
  }
}
