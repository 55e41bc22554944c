// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.Player;
import io.tally.player.PlayerState;
import io.tally.player.check.CheckReport;
import io.tally.player.check.CheckSettings;
import io.tally.player.check.StreamChecker;
import io.tally.player.check.export.HarReport;
import io.tally.player.check.export.HtmlReport;
import io.tally.player.check.export.JsonReport;
import io.tally.player.check.export.JunitReport;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.Watcher;
import io.tally.player.testing.lock.EncryptedFolder;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Encrypted streams from a server that wants a token for the playlist, gives a cookie with it, and
/// wants that and a signature for each segment and its key.
@DisplayName("pain 19: tokens, cookies and requests for keys")
class SecretsTest {
  private static final int SECONDS = 3;

  @TempDir static Path recording;
  @RegisterExtension final Viewing view = Viewing.silent(recording, 5);
  private final Player player = view.player();
  private final Watcher watcher = view.watcher();
  private TicketServer tickets;

  @SuppressWarnings("NullAway.Init")
  SecretsTest() {}

  @BeforeAll
  static void record() throws Exception {
    PatternStream.record(recording, "mpegts", 0, SECONDS);
    EncryptedFolder.encrypt(recording, "stream.m3u8");
    Path list = recording.resolve("stream.m3u8");
    String signed = Files.readString(list).replace(".ts", ".ts?" + TicketServer.SIGNATURE);
    Files.writeString(list, signed.replace("the.key", "the.key?" + TicketServer.SIGNATURE));
  }

  @BeforeEach
  void open() throws Exception {
    tickets = new TicketServer(recording);
  }

  @AfterEach
  void close() {
    tickets.close();
  }

  @Test
  void token_cookieAndSignatures_areHandedOn_andTheStreamPlays() {
    player.play(tickets.uri("stream.m3u8?" + TicketServer.TOKEN));

    view.awaitEnd();
    assertThat(player.statistics().decodedFrames()).isEqualTo((long) SECONDS * PatternStream.RATE);
    assertThat(player.statistics().skippedSegments()).isZero();
    assertThat(watcher.notes()).isEmpty();
    assertThat(tickets.refused()).isEmpty();
  }

  @Test
  void missingToken_isToldWithoutTheOthers() {
    player.play(tickets.uri("stream.m3u8?other=" + TicketServer.SECRET));

    view.awaitState(PlayerState.Failed.class::isInstance);
    assertThat(((PlayerState.Failed) player.state()).problem())
        .contains("does the address need a token or a login?")
        .doesNotContain(TicketServer.SECRET);
  }

  @Test
  void expiredTicket_isToldWithoutSecrets() {
    tickets.expire();

    player.play(tickets.uri("stream.m3u8?" + TicketServer.TOKEN));

    view.awaitState(PlayerState.Failed.class::isInstance);
    assertThat(watcher.states().toString())
        .contains("answered 403")
        .contains("token=") // of the address that a person typed, which is shown to nobody else
        .satisfies(said ->
            assertThat(said.replace("?" + TicketServer.TOKEN, ""))
                .doesNotContain(TicketServer.SECRET));
  }

  @Test
  void reports_showNoSecret() throws Exception {
    CheckSettings settings =
        CheckSettings.of(tickets.uri("stream.m3u8?" + TicketServer.TOKEN))
            .lasting(Duration.ofSeconds(60));
    try (StreamChecker checker = StreamChecker.start(settings)) {
      assertThat(checker.await(Duration.ofSeconds(60))).isTrue();
      CheckReport report = checker.report();

      assertThat(report.findings()).isEmpty();
      assertThat(report.segments()).isEqualTo(SECONDS);
      for (String text :
          List.of(
              HtmlReport.of(report),
              JunitReport.of(report),
              HarReport.of(report, "1"),
              JsonReport.of(report))) {
        assertThat(text).doesNotContain(TicketServer.SECRET);
      }
    }
  }
}
