// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tally.app.settings.outlet.OutletSettings;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How are the settings written as JSON, and read from a file that is older or newer than this
/// program?
///
/// A field that the file lacks has its standard value; one that it has too much is ignored.
final class SettingsJson {
  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .addMixIn(SourceSettings.class, Kind.class)
          .build();

  /// Which of the sealed kinds of source a JSON object is, as its field `kind`.
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
  private interface Kind {}

  byte[] write(Settings settings) {
    return mapper.writeValueAsBytes(settings);
  }

  /// @throws JacksonException when it is no JSON, or a value is not one that Tally can use
  Settings read(byte[] json) {
    ObjectNode standard = mapper.valueToTree(Settings.standard());
    ObjectNode stored = mapper.readValue(json, ObjectNode.class);
    listOutlets(stored);
    lay(stored, standard);
    return mapper.treeToValue(standard, Settings.class);
  }

  /// Before there could be several endpoints, a file had one, that was on when the ingest in this
  /// program was not.
  private void listOutlets(ObjectNode stored) {
    if (stored.get("delivery") instanceof ObjectNode delivery
        && !delivery.has("outlets")
        && !delivery.path("serviceUrl").asString("").isBlank()) {
      String url = delivery.path("serviceUrl").asString("");
      boolean on = !delivery.path("embedded").asBoolean(true);
      OutletSettings only = OutletSettings.of("service", "custom", url, on);
      delivery.set("outlets", mapper.valueToTree(List.of(only)));
    }
  }

  private static void lay(JsonNode from, ObjectNode onto) {
    from.forEachEntry((name, value) -> {
      if (value.isObject() && onto.get(name) instanceof ObjectNode object) {
        lay(value, object);
      } else {
        onto.set(name, value);
      }
    });
  }
}
