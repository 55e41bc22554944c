// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.testing.EndingIngest;
import io.tally.app.testing.FarEnd;
import io.tally.app.testing.Numbered;
import io.tally.app.testing.TallyProcess;
import io.tally.capture.picture.PatternReader;
import io.tally.protocol.peers.NginxRtmp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Does a minute of the test pattern arrive whole, in order, evenly and with its sound?
///
/// Two processes send it at the same time: one to the embedded ingest in a third process, one to
/// nginx. What arrived is read back by FFmpeg from the ingest's HLS and from nginx's recording. No
/// other test runs beside it, for it wants every picture on a machine of two cores.
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MinuteOnAirTest {
  private static final int SECONDS = 60;
  private static final int FPS = 30;
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;

  /// Where it goes.
  enum Server {
    EMBEDDED_INGEST,
    NGINX
  }

  private record Arrived(
      List<PatternReader.Reading> pictures, List<Double> times, List<Double> beeps) {
    static Arrived at(Object address) throws Exception {
      FarEnd far = new FarEnd(address, WIDTH, HEIGHT);
      return new Arrived(far.pictures(), far.pictureTimes(), far.beepTimes());
    }
  }

  private final Map<Server, Arrived> arrived = new EnumMap<>(Server.class);
  private final Map<Server, TallyProcess> senders = new EnumMap<>(Server.class);

  @BeforeAll
  void sendForAMinute(@TempDir Path folder) throws Exception {
    try (TallyProcess ingest =
            TallyProcess.start(
                folder.resolve("ingest"),
                "serve",
                "--rtmp-port",
                "0",
                "--http-port",
                "0",
                "--json");
        NginxRtmp nginx = NginxRtmp.start(folder)) {
      JsonNode serving = ingest.awaitEvent("serving");
      try (TallyProcess first = send(folder, serving.get("rtmp").asString() + "/live");
          TallyProcess second = send(folder, nginx.url("programme"))) {
        senders.put(Server.EMBEDDED_INGEST, first);
        senders.put(Server.NGINX, second);
        assertThat(first.exitCode()).as(first.lines() + first.errors()).isZero();
        assertThat(second.exitCode()).as(second.lines() + second.errors()).isZero();
      }
      arrived.put(Server.NGINX, Arrived.at(nginx.record("programme")));
      URI playlist = URI.create(serving.get("playlist").asString());
      EndingIngest.awaitEnd(playlist); // it waits a while for its sender to return
      arrived.put(Server.EMBEDDED_INGEST, Arrived.at(playlist));
      assertThat(nginx.errors()).doesNotContain("[error]");
    }
  }

  private static TallyProcess send(Path folder, String url) throws IOException {
    return TallyProcess.start(
        folder.resolve("sender"),
        Map.of(),
        "stream",
        "--pattern",
        "--tone",
        "--seconds",
        Integer.toString(SECONDS),
        "--json",
        "--to",
        url);
  }

  private Arrived at(Server server) {
    return Objects.requireNonNull(arrived.get(server));
  }

  @ParameterizedTest
  @EnumSource
  void everyFrameNumber_arrivesOnceAndInOrder(Server server) {
    List<PatternReader.Reading> pictures = at(server).pictures();
    assertThat(pictures.size()).isGreaterThan((SECONDS - 1) * FPS);
    Numbered.assertWhole(pictures);
  }

  @ParameterizedTest
  @EnumSource
  void pictures_areEvenlySpaced(Server server) {
    List<Double> times = at(server).times();
    assertThat(times).hasSameSizeAs(at(server).pictures());
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 1) - 1.0 / FPS)
          .as("step to picture %d", i)
          .isBetween(-0.002, 0.002);
    }
  }

  @ParameterizedTest
  @EnumSource
  void flashAndBeep_areTogether(Server server) {
    Arrived there = at(server);
    List<Double> flashes =
        IntStream.range(0, there.pictures().size())
            .filter(i -> there.pictures().get(i).flash())
            .mapToObj(there.times()::get)
            .toList();
    assertThat(flashes).hasSizeGreaterThanOrEqualTo(SECONDS - 1);
    assertThat(there.beeps()).hasSizeBetween(flashes.size() - 1, flashes.size() + 1);
    // The programme may begin or end between a flash and its beep.
    for (double flash : flashes.subList(1, flashes.size() - 1)) {
      assertThat(there.beeps())
          .as("beeps, one of them within 40 ms of the flash at %s s", flash)
          .anySatisfy(beep -> assertThat(Math.abs(beep - flash)).isLessThan(0.04));
    }
  }

  @ParameterizedTest
  @EnumSource
  void sender_saysThatNothingWasLost_andEndsWell(Server server) throws Exception {
    TallyProcess sender = Objects.requireNonNull(senders.get(server));
    assertThat(sender.exitCode()).as(sender.errors()).isZero();
    JsonNode last = sender.events("statistics").getLast();
    assertThat(last.get("skipped").asLong()).isZero();
    assertThat(last.get("dropped").asLong()).isZero();
    // Those that were coded before the server accepted are not sent.
    assertThat(last.get("frames").asInt()).isGreaterThanOrEqualTo(at(server).pictures().size());
  }
}
