// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.player.net.Exchange;
import io.tally.player.playlist.Segment.ByteRange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written is read again, without secrets; and what a stranger wrote does no harm.
class StoredSessionTest {
  private static final URI URL =
      URI.create("https://user:pass@cdn.example.com/a/list.m3u8?t=s3cret");
  private static final long PLENTY = 1 << 20;

  @TempDir private Path folder = Path.of("");

  private static Exchange exchange(URI uri, URI by, int status, Map<String, String> headers) {
    return new Exchange(
        uri,
        by,
        Instant.now(),
        0,
        OptionalLong.of(7),
        30,
        status,
        "HTTP/1.1",
        Optional.empty(),
        Map.of(),
        headers,
        3,
        3,
        by.equals(uri) ? 0 : 1,
        Optional.empty());
  }

  private StoredSession written(Exchange exchange, Optional<ByteRange> range, byte[] body)
      throws IOException {
    try (SessionWriter writer = SessionWriter.create(folder, URL, PLENTY)) {
      assertThat(writer.add(exchange, range, body)).isTrue();
    }
    return StoredSession.read(folder);
  }

  @Test
  void answer_isReadAsItWasWritten() throws Exception {
    Exchange given =
        exchange(URL, URL, 206, Map.of("content-type", "video/mp2t", "set-cookie", "secret"));

    StoredSession session = written(given, Optional.of(new ByteRange(5, 3)), new byte[] {1, 2, 3});

    StoredAnswer answer = session.answers().getFirst();
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.firstByteMs()).isEqualTo(7);
    assertThat(answer.totalMs()).isEqualTo(30);
    assertThat(answer.range()).contains(new ByteRange(5, 3));
    assertThat(answer.headers()).containsOnly(Map.entry("content-type", "video/mp2t"));
    assertThat(answer.body().orElseThrow()).hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  void secrets_areNowhereInTheFolder_andTheSameTokenStaysTheSame() throws Exception {
    String playlist = "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k?t=s3cret\"\n1.ts?t=s3cret&n=\n";

    StoredSession session =
        written(exchange(URL, URL, 200, Map.of()), Optional.empty(), playlist.getBytes(UTF_8));

    String text = Files.readString(session.answers().getFirst().body().orElseThrow());
    assertThat(text + Files.readString(folder.resolve(SessionWriter.INDEX)))
        .doesNotContain("s3cret")
        .doesNotContain("pass");
    String word = session.url().substring(session.url().indexOf('=') + 1);
    assertThat(text).contains("URI=\"k?t=" + word + "\"").contains("1.ts?t=" + word + "&n=\n");
  }

  @Test
  void sameBody_isOneFile() throws Exception {
    try (SessionWriter writer = SessionWriter.create(folder, URL, PLENTY)) {
      writer.add(exchange(URL, URL, 200, Map.of()), Optional.empty(), new byte[] {1});
      writer.add(exchange(URL, URL, 200, Map.of()), Optional.empty(), new byte[] {1});
    }

    assertThat(folder).isDirectoryNotContaining("glob:**000002.bin");
    assertThat(StoredSession.read(folder).answers()).hasSize(2);
  }

  @Test
  void redirect_isAnAnswerOfItsOwn() throws Exception {
    URI by = URI.create("https://edge.example.com/b/list.m3u8");

    StoredSession session =
        written(exchange(URL, by, 200, Map.of()), Optional.empty(), new byte[] {1});

    assertThat(session.answers()).extracting(StoredAnswer::status).containsExactly(302, 200);
    assertThat(session.answers().getFirst().headers()).containsEntry("location", by.toString());
    assertThat(session.answers().getLast().address()).isEqualTo(by.toString());
  }

  @Test
  void recordingAtItsLimit_writesNoMore() throws Exception {
    try (SessionWriter writer = SessionWriter.create(folder, URL, 10)) {
      assertThat(writer.add(exchange(URL, URL, 200, Map.of()), Optional.empty(), new byte[11]))
          .isFalse();
      assertThat(writer.full()).isTrue();
      assertThat(writer.add(exchange(URL, URL, 200, Map.of()), Optional.empty(), new byte[1]))
          .isFalse();
    }
  }

  @Test
  void folderWithSomethingInIt_isNotWrittenTo() throws Exception {
    Files.writeString(folder.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> SessionWriter.create(folder, URL, PLENTY))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "answer 0 0 0 200 - ../../000001.bin",
        "answer 0 0 0 200 - /etc/passwd",
        "answer 0 0 0 200 - 000009.bin",
        "answer -1 0 0 200 - -",
        "answer 99999999999 0 0 200 - -",
        "answer 0 0 0 200 9999999999999+1 -",
        "nonsense"
      })
  void answerOfAStranger_isRefused_withItsLine(String line) throws Exception {
    Files.writeString(
        folder.resolve(SessionWriter.INDEX),
        SessionWriter.FIRST_LINE
            + "\nstarted 2026-11-21T12:00:00Z\nurl http://a/b\n"
            + line
            + "\n  at http://a/b\n");

    assertThatThrownBy(() -> StoredSession.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is damaged in line 4");
  }

  @Test
  void bodyThatIsALink_isRefused(@TempDir Path elsewhere) throws Exception {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "key");
    Files.createSymbolicLink(folder.resolve("000001.bin"), secret);
    Files.writeString(
        folder.resolve(SessionWriter.INDEX),
        SessionWriter.FIRST_LINE
            + "\nstarted 2026-11-21T12:00:00Z\nurl http://a/b\n"
            + "answer 0 0 0 200 - 000001.bin\n  at http://a/b\n");

    assertThatThrownBy(() -> StoredSession.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no file 000001.bin");
  }

  @Test
  void folderWithoutARecording_saysSo() {
    assertThatThrownBy(() -> StoredSession.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no recording");
  }
}
