// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.service;

import java.io.InputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What does the list of services say?
///
/// Strict, because the list is ours: a field that nobody knows is a misspelt one.
final class ServicesJson {
  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /// @throws JacksonException when it is not a list of services; the message says where
  List<Service> read(InputStream json) {
    ArrayNode services = mapper.readValue(json, ArrayNode.class);
    services.forEach(ServicesJson::complete);
    return mapper.convertValue(services, new TypeReference<List<Service>>() {});
  }

  /// What may be left out is written in, so that the records need not know about absence.
  private static void complete(JsonNode node) {
    if (node instanceof ObjectNode service) {
      service.putIfAbsent("notes", JsonNodeFactory.instance.arrayNode());
      if (service.get("limits") instanceof ObjectNode limits) {
        for (String list : List.of("pictures", "videoCodecs", "audioCodecs")) {
          limits.putIfAbsent(list, JsonNodeFactory.instance.arrayNode());
        }
        limits.putIfAbsent("constantRate", JsonNodeFactory.instance.booleanNode(false));
      }
    }
  }
}
