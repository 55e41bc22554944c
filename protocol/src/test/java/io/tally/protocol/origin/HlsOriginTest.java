// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.origin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.protocol.hls.HlsFile;
import io.tally.protocol.hls.HlsStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HlsOriginTest {
  private static final String PLAYLIST = "#EXTM3U\n" + "#EXTINF:2.0,\nx.m4s\n".repeat(50);

  private final HttpClient client = HttpClient.newHttpClient();
  private HlsOrigin origin;

  @SuppressWarnings("NullAway.Init")
  HlsOriginTest() {}

  private static final class OneStream implements StreamCatalog {
    @Override
    public Map<String, HlsStatus> streams() {
      return Map.of(
          "cam",
          new HlsStatus(HlsStatus.State.LIVE, null, Instant.EPOCH, 3, 100, 5000, 0, null),
          "soon",
          new HlsStatus(HlsStatus.State.STARTING, null, Instant.EPOCH, 0, 0, 0, 0, null));
    }

    @Override
    public Optional<HlsFile> file(String stream, String file) {
      return switch (stream + "/" + file) {
        case "cam/index.m3u8" ->
            Optional.of(new HlsFile(HlsFile.PLAYLIST, false, UTF_8.encode(PLAYLIST)));
        case "cam/1.m4s" ->
            Optional.of(new HlsFile("video/iso.segment", true, UTF_8.encode("0123456789")));
        case "cam/big.m4s" ->
            Optional.of(new HlsFile("video/iso.segment", true, ByteBuffer.allocate(8 << 20)));
        default -> Optional.empty();
      };
    }
  }

  @BeforeEach
  void start() throws IOException {
    origin = HlsOrigin.start(new InetSocketAddress(loopback(), 0), new OneStream());
  }

  @AfterEach
  void close() {
    client.close();
    origin.close();
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private HttpResponse<byte[]> ask(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + origin.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void playlist_hasItsType_andIsAskedForAgainEachTime() throws Exception {
    HttpResponse<byte[]> response = ask("GET", "/cam/index.m3u8?token=1");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).asString(UTF_8).isEqualTo(PLAYLIST);
    assertThat(header(response, "content-type")).isEqualTo("application/vnd.apple.mpegurl");
    assertThat(header(response, "cache-control")).isEqualTo("no-cache");
    assertThat(header(response, "access-control-allow-origin")).isEqualTo("*");
    assertThat(header(response, "date")).endsWith("GMT");
  }

  @Test
  void playlist_isCompressed_whenAskedFor() throws Exception {
    HttpResponse<byte[]> response =
        ask("GET", "/cam/index.m3u8", "Accept-Encoding", "br, gzip;q=0.8");

    assertThat(header(response, "content-encoding")).isEqualTo("gzip");
    assertThat(response.body().length).isLessThan(PLAYLIST.length() / 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
        .asString(UTF_8)
        .isEqualTo(PLAYLIST);
  }

  @Test
  void unchangedPlaylist_isNotSentAgain() throws Exception {
    String etag = header(ask("GET", "/cam/index.m3u8"), "etag");

    HttpResponse<byte[]> again = ask("GET", "/cam/index.m3u8", "If-None-Match", etag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void segment_mayBeKept() throws Exception {
    HttpResponse<byte[]> response = ask("GET", "/cam/1.m4s", "Accept-Encoding", "gzip");

    assertThat(response.body()).asString(UTF_8).isEqualTo("0123456789");
    assertThat(header(response, "cache-control")).contains("immutable");
    assertThat(header(response, "accept-ranges")).isEqualTo("bytes");
    assertThat(header(response, "content-encoding")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 206, 0123, bytes 0-3/10",
    "bytes=8-, 206, 89, bytes 8-9/10",
    "bytes=-4, 206, 6789, bytes 6-9/10",
    "bytes=5-99, 206, 56789, bytes 5-9/10",
    "'bytes=0-1,4-5', 200, 0123456789, ''",
    "bytes=5-2, 200, 0123456789, ''",
    "lines=1-2, 200, 0123456789, ''",
    "bytes=-, 200, 0123456789, ''"
  })
  void rangeOfSegment_isAnsweredAsAsked(String range, int status, String body, String says)
      throws Exception {
    HttpResponse<byte[]> response = ask("GET", "/cam/1.m4s", "Range", range);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).asString(UTF_8).isEqualTo(body);
    assertThat(header(response, "content-range")).isEqualTo(says);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=-0"})
  void rangeOutsideOfSegment_is416(String range) throws Exception {
    HttpResponse<byte[]> response = ask("GET", "/cam/1.m4s", "Range", range);

    assertThat(response.statusCode()).isEqualTo(416);
    assertThat(header(response, "content-range")).isEqualTo("bytes */10");
  }

  @Test
  void head_hasTheLengthAndNoBody() throws Exception {
    HttpResponse<byte[]> response = ask("HEAD", "/cam/1.m4s");

    assertThat(header(response, "content-length")).isEqualTo("10");
    assertThat(response.body()).isEmpty();
    assertThat(ask("GET", "/cam/1.m4s").body()).as("the connection goes on").hasSize(10);
  }

  @ParameterizedTest
  @CsvSource({
    "/none/index.m3u8, No stream of this name",
    "/soon/index.m3u8, first segment is not complete",
    "/cam/0.m4s, no such file now",
    "/cam/../cam/1.m4s, No stream",
    "/%2e%2e/etc/passwd, No stream",
    "//etc/passwd, No stream",
    "/~/../page.html, No stream"
  })
  void unknownPath_is404WithASentence(String path, String words) throws Exception {
    HttpResponse<byte[]> response = ask("GET", path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).asString(UTF_8).contains(words);
    assertThat(header(response, "content-type")).startsWith("text/plain");
  }

  @Test
  void otherMethods_are405() throws Exception {
    HttpResponse<byte[]> response = ask("POST", "/cam/index.m3u8");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(header(response, "allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  void preflight_allowsRanges() throws Exception {
    HttpResponse<byte[]> response = ask("OPTIONS", "/cam/1.m4s");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(header(response, "access-control-allow-headers")).contains("Range");
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/~/page.js, text/javascript",
    "/~/page.css, text/css",
    "/~/hls.min.js, text/javascript"
  })
  void page_isServedWithoutAnotherHost(String path, String type) throws Exception {
    HttpResponse<byte[]> response = ask("GET", path);

    assertThat(header(response, "content-type")).startsWith(type);
    assertThat(response.body()).isNotEmpty();
    if (!path.contains("hls")) {
      assertThat(new String(response.body(), UTF_8)).doesNotContain("https://");
    }
  }

  @Test
  void listOfStreams_namesThemAndTheirState() throws Exception {
    assertThat(ask("GET", "/~/streams.json").body())
        .asString(UTF_8)
        .contains("{\"name\":\"cam\",\"state\":\"live\"")
        .contains("{\"name\":\"soon\",\"state\":\"starting\"");
  }

  @Test
  void segmentLargerThanTheSocketsBuffer_arrivesWhole() throws Exception {
    assertThat(ask("GET", "/cam/big.m4s").body()).hasSize(8 << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /cam/%s HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nX: %s\r\n\r\n"})
  void requestThatIsTooLong_isRefusedAndItsConnectionClosed(String shape) throws Exception {
    try (Socket socket = new Socket(loopback(), origin.port())) {
      socket.getOutputStream().write(shape.formatted("a".repeat(20_000)).getBytes(UTF_8));

      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void busyPort_isASentenceWithThePortAndWhatToDo() {
    assertThatThrownBy(() ->
            HlsOrigin.start(new InetSocketAddress(loopback(), origin.port()), new OneStream()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("web port " + origin.port())
        .hasMessageContaining("choose another web port");
  }
}
