// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.play;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayAddressTest {
  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void address_isTakenAsItIs() throws IOException {
    try (PlayAddress address = PlayAddress.of("https://example.org/a.m3u8?token=1")) {
      assertThat(address.uri()).isEqualTo(URI.create("https://example.org/a.m3u8?token=1"));
    }
  }

  @Test
  void fileAddressWithSpaces_isServed_withWhatLiesBesideIt() throws Exception {
    Path playlist = Files.writeString(folder.resolve("my show.m3u8"), "#EXTM3U");
    Files.writeString(folder.resolve("one.ts"), "segment");
    try (PlayAddress address = PlayAddress.of(playlist.toUri().toString())) {
      assertThat(get(address.uri())).isEqualTo("200 #EXTM3U");
      assertThat(get(address.uri().resolve("one.ts"))).isEqualTo("200 segment");
    }
  }

  @Test
  void path_isServed_andNothingAboveItsFolder() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.writeString(folder.resolve("secret"), "secret");
    Path playlist = Files.writeString(inner.resolve("a.m3u8"), "#EXTM3U");
    try (PlayAddress address = PlayAddress.of(playlist.toString())) {
      assertThat(get(address.uri())).isEqualTo("200 #EXTM3U");
      String raw = address.uri().toString();
      assertThat(get(URI.create(raw.replace("a.m3u8", "..%2Fsecret")))).startsWith("404");
      assertThat(get(URI.create(raw.replaceAll("/[0-9a-f-]{36}/", "/")))).startsWith("404");
    }
  }

  @Test
  void server_endsWithTheObject() throws Exception {
    Path playlist = Files.writeString(folder.resolve("a.m3u8"), "#EXTM3U");
    PlayAddress address = PlayAddress.of(playlist.toString());
    address.close();
    assertThatThrownBy(() -> get(address.uri())).isInstanceOf(ConnectException.class);
  }

  @Test
  void missingFile_isNamed() {
    assertThatThrownBy(() -> PlayAddress.of(folder.resolve("none.m3u8").toString()))
        .isInstanceOf(IOException.class)
        .hasMessage("There is no file " + folder.resolve("none.m3u8") + "; check the name");
  }

  private String get(URI uri) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    return response.statusCode() + " " + response.body();
  }
}
