// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.steer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.adapt.Decision;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.Viewing;
import io.tally.player.testing.stream.PatternStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A recording of six seconds that lies in three folders, as on three servers.
class SteeringTest {
  private static final int SECONDS = 6;
  private static final String VARIANT = "#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=320x180";
  private static final String STEERING =
      "#EXT-X-CONTENT-STEERING:SERVER-URI=\"steer.json?v=1\",PATHWAY-ID=\"A\"\n";

  @TempDir static Path folder;
  @RegisterExtension final Viewing viewing = Viewing.silent(folder, 10);

  @BeforeAll
  static void record() throws Exception {
    PatternStream.record(Files.createDirectory(folder.resolve("a")), "mpegts", 0, SECONDS);
    for (String name : new String[] {"b", "c"}) {
      Files.createDirectory(folder.resolve(name));
      try (var files = Files.list(folder.resolve("a"))) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(name).resolve(file.getFileName().toString()));
        }
      }
    }
    String plain = VARIANT + "\n%s/stream.m3u8\n";
    Files.writeString(
        folder.resolve("redundant.m3u8"),
        "#EXTM3U\n" + plain.formatted("a") + plain.formatted("b") + plain.formatted("c"));
    String named = VARIANT + ",PATHWAY-ID=\"%s\",STABLE-VARIANT-ID=\"v\"\n%s/stream.m3u8\n";
    Files.writeString(
        folder.resolve("steered.m3u8"),
        "#EXTM3U\n" + STEERING + named.formatted("A", "a") + named.formatted("B", "b"));
  }

  @Test
  void redundantStreamThatFails_isLeftForTheNext_withoutAPictureLost() {
    viewing.server().fault("a/2.ts", new Fault.Status(404), Integer.MAX_VALUE);

    viewing.playToTheEnd("redundant.m3u8");

    assertEveryPicture();
    assertThat(viewing.player().choices().variants()).hasSize(1);
    assertThat(viewing.server().requests()).contains("b/2.ts").doesNotContain("a/3.ts", "c/2.ts");
    assertThat(viewing.watcher().notes())
        .last()
        .asString()
        .startsWith("Went over from " + viewing.server().uri("a/stream.m3u8"))
        .endsWith("a/2.ts answered 404 (not found)");
    assertThat(viewing.player().choices().decisions())
        .filteredOn(decision -> decision.cause() == Decision.Cause.PATHWAY)
        .singleElement()
        .extracting(Decision::mediaSequence)
        .isEqualTo(2L);
  }

  @Test
  void playlistThatCannotBeHad_isTakenFromTheNextPathway_alsoAtTheStart() {
    viewing.server().fault("a/stream.m3u8", new Fault.Status(503), Integer.MAX_VALUE);
    viewing.server().fault("b/stream.m3u8", new Fault.Status(403), Integer.MAX_VALUE);

    viewing.playToTheEnd("redundant.m3u8");

    assertEveryPicture();
    assertThat(viewing.server().requests()).contains("c/5.ts").doesNotContain("a/0.ts", "b/0.ts");
  }

  @Test
  void steeringServer_isObeyed_askedAgain_andToldWhereTheStreamIs() throws Exception {
    steer("{\"VERSION\":1,\"TTL\":1,\"RELOAD-URI\":\"again.json\",\"PATHWAY-PRIORITY\":[\"A\"]}");
    Files.writeString(
        folder.resolve("again.json"),
        "{\"VERSION\":1,\"TTL\":1,\"PATHWAY-PRIORITY\":[\"B\",\"A\"]}");
    viewing.server().limit(40_000); // bytes a second, so that there is something left to load

    viewing.playToTheEnd("steered.m3u8");

    assertEveryPicture();
    assertThat(viewing.server().requests()).contains("a/0.ts", "again.json", "b/5.ts");
    assertThat(viewing.watcher().notes())
        .contains("Went over from pathway A to pathway B: the steering server prefers it");
    assertThat(viewing.server().queries())
        .anyMatch(query -> query.startsWith("v=1&_HLS_pathway=A"))
        .anyMatch(query -> query.matches("_HLS_pathway=A&_HLS_throughput=\\d+"))
        .anyMatch(query -> query.matches("_HLS_pathway=B&_HLS_throughput=\\d+"));
  }

  @Test
  void clonedPathway_isPlayed() throws Exception {
    steer(
        """
        {"VERSION": 1, "PATHWAY-PRIORITY": ["C"], "PATHWAY-CLONES": [{"BASE-ID": "A", "ID": "C",
          "URI-REPLACEMENT": {"PER-VARIANT-URIS": {"v": "c/stream.m3u8"}}}]}
        """);
    viewing.server().limit(40_000);

    viewing.playToTheEnd("steered.m3u8");

    assertEveryPicture();
    assertThat(viewing.server().requests()).contains("c/5.ts");
  }

  @Test
  void manifestInThePlaylist_isObeyed_andLeadsToAServer() throws Exception {
    String manifest =
        "{'VERSION':1,'TTL':1,'RELOAD-URI':'%s','PATHWAY-PRIORITY':['B','A']}"
            .formatted(viewing.server().uri("again.json"))
            .replace("'", "%22");
    String master = Files.readString(folder.resolve("steered.m3u8"));
    Files.writeString(
        folder.resolve("held.m3u8"),
        master.replace("steer.json?v=1", "data:application/json," + manifest));
    Files.writeString(folder.resolve("again.json"), "{\"VERSION\":1,\"PATHWAY-PRIORITY\":[\"A\"]}");
    viewing.server().limit(40_000);

    viewing.playToTheEnd("held.m3u8");

    assertEveryPicture();
    assertThat(viewing.server().requests()).contains("b/stream.m3u8", "again.json", "a/5.ts");
    assertThat(viewing.server().queries()).noneMatch(query -> query.contains("VERSION"));
  }

  @Test
  void manifestInThePlaylist_thatNamesNobodyToAsk_isReadOnce() throws Exception {
    String master = Files.readString(folder.resolve("steered.m3u8"));
    Files.writeString(
        folder.resolve("alone.m3u8"),
        master.replace("steer.json?v=1", "data:,%7B%22VERSION%22:2%7D"));

    viewing.playToTheEnd("alone.m3u8");

    assertEveryPicture();
    assertThat(viewing.watcher().notes())
        .containsExactly(
            "The steering manifest in the playlist cannot be used: its VERSION is 2, and 1 is expected");
  }

  @Test
  void steeringOfNoUse_isTold_andTheStreamPlaysOn() throws Exception {
    steer("<html>");

    viewing.playToTheEnd("steered.m3u8");

    assertEveryPicture();
    assertThat(viewing.watcher().notes())
        .singleElement()
        .asString()
        .startsWith("The steering manifest of " + viewing.server().uri("steer.json"))
        .contains(" cannot be used: it is no JSON: ");
  }

  @Test
  void steeringServerThatIsGone_isNotAskedAgain() {
    viewing.server().fault("steer.json", new Fault.Status(410), Integer.MAX_VALUE);

    viewing.playToTheEnd("steered.m3u8");

    assertEveryPicture();
    assertThat(viewing.watcher().notes())
        .containsExactly("The steering server is gone (410): the stream stays on its pathway");
    assertThat(viewing.server().requests()).containsOnlyOnce("steer.json");
  }

  private void steer(String manifest) {
    viewing
        .server()
        .fault("steer.json", new Fault.Instead(manifest.getBytes(UTF_8)), Integer.MAX_VALUE);
  }

  private void assertEveryPicture() {
    assertThat(viewing.player().statistics().decodedFrames())
        .isEqualTo((long) SECONDS * PatternStream.RATE);
    assertThat(viewing.player().statistics().damagedPackets()).isZero();
    assertThat(viewing.watcher().numbers()).isSorted().doesNotHaveDuplicates();
  }
}
