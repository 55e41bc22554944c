// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.testing.TallyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What does a command line say of services, of several targets, and of a test of one?
class TargetWordsTest {
  private static final String KEY = "s3cret-stream-key";
  private static final String NOBODY = "rtmp://127.0.0.1:1/live";

  @TempDir Path home;

  private TallyProcess tally(String... words) throws IOException {
    return TallyProcess.start(home, Map.of(), words);
  }

  @Test
  void severalTargets_eachHaveTheirKeyAndService_andObjectionsComeFirst() throws Exception {
    Path key = Files.writeString(home.resolve("key"), KEY);
    try (TallyProcess tally =
        TallyProcess.start(
            home.resolve("run"),
            Map.of("TALLY_STREAM_KEY", "first-" + KEY),
            "stream",
            "--pattern",
            "--size",
            "320x180",
            "--json",
            "--strict",
            "--to",
            NOBODY,
            "--service",
            "cloudflare",
            "--to",
            NOBODY,
            "--service",
            "chzzk",
            "--key-file",
            key.toString())) {
      assertThat(tally.exitCode()).isEqualTo(1);
      assertThat(tally.events("objection"))
          .extracting(event -> event.get("id").asString() + " " + event.get("fix").asString())
          .as("what an encode of its own does not mend")
          .containsExactly("chzzk --size 1920x1080");
      assertThat(tally.events("encode")).hasSize(2);
      assertThat(tally.errors()).contains("--strict");
      assertThat(tally.everythingSaid()).doesNotContain(KEY);
    }
  }

  @Test
  void services_areListedWithWhatTheyTake() throws Exception {
    try (TallyProcess tally = tally("services", "--json")) {
      assertThat(tally.exitCode()).isZero();
      assertThat(tally.events("service"))
          .extracting(event -> event.get("id").asString())
          .contains("cloudflare", "ivs-basic", "chzzk", "custom");
    }
  }

  @Test
  void test_ofThisProgramsIngest_tellsEachStep() throws Exception {
    try (TallyProcess serve = tally("serve", "--rtmp-port", "0", "--http-port", "0", "--json");
        TallyProcess test =
            tally(
                "test",
                "--to",
                serve.awaitEvent("serving").get("rtmp").asString() + "/" + KEY,
                "--json")) {
      assertThat(test.exitCode()).isZero();
      assertThat(test.events("step"))
          .extracting(event -> event.get("outcome").asString())
          .contains("passed")
          .doesNotContain("failed");
      assertThat(String.join("", test.lines())).doesNotContain(KEY);
    }
  }
}
