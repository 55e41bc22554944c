// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Steering manifests written by hand (RFC 8216bis 7.2).
class SteeringManifestTest {
  private static final URI FROM = URI.create("https://steer.example/dir/m.json?x=1");
  private static final String WHOLE =
      """
      {"VERSION": 1, "TTL": 12.0, "RELOAD-URI": "next?y=2", "PATHWAY-PRIORITY": ["A", "B", "A", 7],
       "PATHWAY-CLONES": [{"BASE-ID": "A", "ID": "C", "URI-REPLACEMENT": {"HOST": "c.example"}}]}
      """;

  @Test
  void manifest_isReadWhole() {
    SteeringManifest manifest = SteeringManifest.read(FROM, WHOLE);

    assertThat(manifest.ttlSeconds()).isEqualTo(12);
    assertThat(manifest.reload()).contains(URI.create("https://steer.example/dir/next?y=2"));
    assertThat(manifest.priority()).containsExactly("A", "B");
    assertThat(manifest.clones()).hasSize(1);
  }

  @Test
  void timeToLive_isFiveMinutesWhereNothingIsTold() {
    assertThat(
            SteeringManifest.read(FROM, "{\"VERSION\":1,\"PATHWAY-PRIORITY\":[\"A\"]}")
                .ttlSeconds())
        .isEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | it is no JSON object",
        "{} | its VERSION is null, and 1 is expected",
        "{\"VERSION\":2} | its VERSION is 2.0, and 1 is expected",
        "{\"VERSION\":1,\"PATHWAY-PRIORITY\":[]} | its PATHWAY-PRIORITY names no pathway",
        "{\"VERSION\":1,\"PATHWAY-PRIORITY\":[\"A\"],\"RELOAD-URI\":\"file:///etc/passwd\"}"
            + " | it names an address that is none of the web",
        "{\"VERSION\":1 | it is no JSON: more was expected at character 12",
        "{\"VERSION\":01} | it is no JSON: a value was expected at character 11"
      })
  void manifestOfNoUse_isToldInASentence(String text, String problem) {
    assertThatThrownBy(() -> SteeringManifest.read(FROM, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(problem);
  }

  @Test
  void json_isReadAsItsGrammarSays() {
    assertThat(
            Json.read(" {\"a\": [1, -2.5e1, true, false, null, \"\\u00e4\\n\\\"\"], \"b\": {}} "))
        .isEqualTo(Map.of("a", List.of(1.0, -25.0, true, false, "ä\n\""), "b", Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[1,]", "\"a", "\"\\x\"", "\"\\u12\"", "1 2", "+1", "nul", "{1:2}"})
  void brokenJson_isRefused(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deeplyNestedJson_isRefused() {
    assertThatThrownBy(() -> Json.read("[".repeat(100_000)))
        .hasMessage("it is JSON nested deeper than 16");
  }

  @Test
  void damagedManifests_areReadOrRefused() {
    Random random = new Random(1);
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder damaged = new StringBuilder(WHOLE);
      for (int i = 0; i < 1 + round % 4; i++) {
        damaged.setCharAt(
            random.nextInt(damaged.length()), "{}[]\",:\\ A1%?".charAt(random.nextInt(13)));
      }
      try {
        SteeringManifest.read(FROM, damaged.toString());
        read++;
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("(?s).{5,400}");
      }
    }
    assertThat(read).isPositive();
  }
}
