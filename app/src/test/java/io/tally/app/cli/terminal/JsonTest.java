// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
  @Test
  void everyKindOfValue_isReadBackTheSame_byAnotherReader() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("text", "quote \" backslash \\ line\nfeed tab\t bell\u0007 ä 🎥");
    value.put("whole", 42);
    value.put("fraction", 29.97);
    value.put("truth", true);
    value.put("list", List.of("a", "b"));
    value.put("object", Map.of("k", "v"));

    assertThat(
            new JsonMapper().readValue(Json.of(value), new TypeReference<Map<String, Object>>() {}))
        .isEqualTo(value);
  }

  @Test
  void numberThatJsonHasNot_isNull() {
    assertThat(Json.of(Map.of("peak", Double.NEGATIVE_INFINITY))).isEqualTo("{\"peak\":null}");
  }
}
