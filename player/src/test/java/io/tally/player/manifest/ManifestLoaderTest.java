// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.fuzz.ManifestTarget;
import io.tally.player.load.HttpLoader;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import io.tally.player.testing.FaultServer;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is loaded beside an MPD: clocks, indexes, and the MPD itself from where it has moved to.
class ManifestLoaderTest {
  private static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(1 << 20, Duration.ofSeconds(10));
  private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");
  private static final Duration SLOW = Duration.ofMinutes(5); // what a test may take at most

  @TempDir Path folder;
  private final HttpLoader http = new HttpLoader();
  private final ManifestLoader loader = new ManifestLoader(http);
  private FaultServer server;

  @BeforeEach
  void serve() throws Exception {
    server = new FaultServer(folder);
  }

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  private static String mpd(String attributes, String above, String addressing) {
    return """
    <MPD %s>%s<Period start="PT0S"><AdaptationSet mimeType="video/mp4">
    <Representation id="v" bandwidth="1">%s</Representation></AdaptationSet></Period></MPD>\
    """
        .formatted(attributes, above, addressing);
  }

  private void write(Instant begin, String above) throws Exception {
    String attributes =
        "type=\"dynamic\" timeShiftBufferDepth=\"PT30S\" availabilityStartTime=\"" + begin + "\"";
    String text = "<SegmentTemplate media=\"$Number$.m4s\" duration=\"2\"/>";
    Files.writeString(folder.resolve("a.mpd"), mpd(attributes, above, text));
  }

  private Playlist load(URI address) throws Exception {
    return loader.load(address, LIMITS, Context.NONE);
  }

  private MediaPlaylist track() throws Exception {
    MultivariantPlaylist all = (MultivariantPlaylist) load(server.uri("a.mpd"));
    return (MediaPlaylist) load(all.variants().getFirst().uri());
  }

  /// The wall clock at the end of the last segment that is there.
  private Instant edge() throws Exception {
    Segment last = track().segments().getLast();
    return last.programDateTime().orElseThrow().plusNanos(last.durationNs());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:mpeg:dash:utc:direct:2014\" value=\"2020-01-01T00:10:00Z",
        "urn:mpeg:dash:utc:http-iso:2014\" value=\"time",
        "urn:mpeg:dash:utc:http-xsdate:2014\" value=\"time"
      })
  void liveEdge_isByTheClockThatTheMpdNames(String clock) throws Exception {
    Instant told = THEN.plus(10, ChronoUnit.MINUTES);
    Files.writeString(folder.resolve("time"), told + "\n");
    write(THEN, "<UTCTiming schemeIdUri=\"" + clock + "\"/>");

    assertThat(edge()).isBetween(told.minusSeconds(2), told.plus(SLOW));
    assertThat(server.requests().stream().filter("time"::equals)).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-head:2014\" value=\"a.mpd\"/>",
        "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-iso:2014\" value=\"missing\"/>",
        "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:ntp:2014\" value=\"time.example.com\"/>"
      })
  void liveEdge_isByTheDateOfAnAnswer_whereNothingElseIsTold(String clock) throws Exception {
    Instant now = Instant.now();
    write(now.truncatedTo(ChronoUnit.SECONDS).minusSeconds(3_600), clock);

    assertThat(edge()).isBetween(now.minusSeconds(5), now.plus(SLOW));
  }

  @Test
  void mpdThatNamesAnotherPlace_isAskedForThere() throws Exception {
    write(THEN, "<Location>moved/b.mpd</Location>");
    Files.createDirectory(folder.resolve("moved"));
    Files.copy(folder.resolve("a.mpd"), folder.resolve("moved/b.mpd"));

    MultivariantPlaylist all = (MultivariantPlaylist) load(server.uri("a.mpd"));

    assertThat(all.variants().getFirst().uri().getPath()).isEqualTo("/moved/b.mpd");
    assertThat(loader.where(server.uri("a.mpd"))).isEqualTo(server.uri("moved/b.mpd"));
  }

  @Test
  void index_isLoadedOnce() throws Exception {
    try (InputStream sidx = ManifestTarget.class.getResourceAsStream("ManifestTarget/sidx")) {
      Files.write(folder.resolve("v.mp4"), Objects.requireNonNull(sidx).readAllBytes());
    }
    String base = "<BaseURL>v.mp4</BaseURL><SegmentBase indexRange=\"0-135\"/>";
    Files.writeString(folder.resolve("a.mpd"), mpd("mediaPresentationDuration=\"PT8S\"", "", base));

    assertThat(track().segments()).hasSize(8);
    assertThat(track().segments().getFirst().range().orElseThrow().offset())
        .isGreaterThanOrEqualTo(136);
    assertThat(server.requests().stream().filter("v.mp4"::equals)).hasSize(1);
  }
}
