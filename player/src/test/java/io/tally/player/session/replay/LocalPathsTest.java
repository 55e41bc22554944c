// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.session.store.StoredAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Addresses lead to the replaying server, whatever their form, and never away from it.
class LocalPathsTest {
  private static final URI LIST = URI.create("https://one.example.com/live/list.m3u8?t=1");

  private final LocalPaths paths =
      new LocalPaths(answers(LIST.toString(), "http://two.example.com:8080/seg/1.ts"));

  private static List<StoredAnswer> answers(String... addresses) {
    return Stream.of(addresses)
        .map(address ->
            new StoredAnswer(0, 0, 0, 200, address, Optional.empty(), Map.of(), Optional.empty()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.ts?t=2 | 1.ts?t=2",
        "../1.ts | ../1.ts",
        "/seg/1.ts | /0/seg/1.ts",
        "//two.example.com:8080/1.ts | /x/1.ts",
        "https://one.example.com/1.ts?a=b | /0/1.ts?a=b",
        "HTTP://two.example.com:8080/1.ts | /x/1.ts",
        "http://two.example.com:8080/1.ts | /1/1.ts",
        "http://elsewhere.example.com/1.ts | /x/1.ts",
        "http://two.example.com:8080/{$name}.ts | /1/{$name}.ts",
        "http://not an address | /x",
        "#EXT-X-MAP:URI=\"/init.mp4\" | #EXT-X-MAP:URI=\"/0/init.mp4\"",
        "#EXT-X-DEFINE:NAME=\"b\",VALUE=\"https://one.example.com/b\" | #EXT-X-DEFINE:NAME=\"b\",VALUE=\"/0/b\"",
        "#EXTINF:4,http://one.example.com/ | #EXTINF:4,http://one.example.com/"
      })
  void line_leadsHere(String line, String expected) {
    assertThat(paths.rewritten("#EXTM3U\r\n" + line + "\r\n", LIST))
        .isEqualTo("#EXTM3U\r\n" + expected + "\r\n");
  }
}
