// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.Flaw;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 8216bis 4.3 and 4.4.2.3: variables.
class VariablesTest {
  private static final URI HERE = URI.create("http://host/list.m3u8?token=a%2Fb&empty=");
  private static final String HEAD = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n";

  @Test
  @DisplayName("a variable is replaced in addresses and attributes behind its definition")
  void variables_areReplaced() {
    MediaPlaylist read =
        (MediaPlaylist)
            read(
                HEAD
                    + """
                    #EXT-X-DEFINE:NAME="dir",VALUE="x/y"
                    #EXT-X-DEFINE:QUERYPARAM="token"
                    #EXT-X-DEFINE:IMPORT="auth"
                    #EXT-X-MAP:URI="{$dir}/init.mp4"
                    #EXTINF:4,{$dir}
                    {$dir}/{$auth}.ts?t={$token}
                    """,
                Map.of("auth", "secret"));

    assertThat(read.segments().getFirst().uri()).hasToString("http://host/x/y/secret.ts?t=a/b");
    assertThat(read.segments().getFirst().init().orElseThrow().uri()).hasPath("/x/y/init.mp4");
    assertThat(read.flaws()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#EXT-X-DEFINE:NAME=\"a\"                        | EXT-X-DEFINE NAME has no VALUE",
        "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"\",IMPORT=\"b\" | EXT-X-DEFINE has 2 of NAME, IMPORT and QUERYPARAM; it needs one",
        "#EXT-X-DEFINE:VALUE=\"1\"                       | EXT-X-DEFINE has 0 of NAME, IMPORT and QUERYPARAM; it needs one",
        "#EXT-X-DEFINE:IMPORT=\"nobody\"                 | Variable nobody is imported and no multivariant playlist defines it",
        "#EXT-X-DEFINE:QUERYPARAM=\"none\"               | The playlist's address has no query parameter none",
        "#EXT-X-DEFINE:NAME=\"a b\",VALUE=\"1\"          | A variable cannot be called a b: letters, digits, - and _ are allowed",
        "#EXT-X-MAP:URI=\"{$later}\"                     | Variable later is not defined before this line",
      })
  void wrongDefinition_isAFlawOfRule19(String line, String message) {
    assertThat(read(HEAD + line + "\n", Map.of()).flaws())
        .filteredOn(flaw -> flaw.rule() == 19)
        .extracting(Flaw::message)
        .containsExactly(message);
  }

  @Test
  @DisplayName("what a multivariant playlist defines is there for its children")
  void multivariantPlaylist_handsItsVariablesOn() {
    MultivariantPlaylist read =
        (MultivariantPlaylist)
            read(
                "#EXTM3U\n#EXT-X-DEFINE:NAME=\"v\",VALUE=\"hi\"\n"
                    + "#EXT-X-STREAM-INF:BANDWIDTH=1\n{$v}.m3u8\n",
                Map.of());

    assertThat(read.variables()).containsExactly(Map.entry("v", "hi"));
    assertThat(read.variants().getFirst().uri()).hasPath("/hi.m3u8");
  }

  @Test
  @DisplayName("a few lines cannot become gigabytes")
  void replacements_areLimited() {
    String wide = "#EXT-X-DEFINE:NAME=\"w\",VALUE=\"" + "w".repeat(60_000) + "\"\n";
    String use = "#EXTINF:1,\n{$w}\n".repeat(2_000);

    Playlist read = read(HEAD + wide + use, Map.of());

    assertThat(read.flaws()).anyMatch(flaw -> flaw.message().contains("too long"));
  }

  private static Playlist read(String text, Map<String, String> imported) {
    return PlaylistParser.read(
            HERE, text.getBytes(UTF_8), new Context(Optional.of(imported), Optional.empty()))
        .playlist();
  }
}
