package org.headwaters.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one record, read where their meaning is plain: a text, a list of texts, or an
 * object that holds its meaning under {@code value}, {@code name} or {@code id} and something else
 * beside it, such as {@code {value: [Books], explanation: said so}}.
 *
 * @param record an object, or anything else, which then has no fields
 */
record RecordFields(JsonNode record) {
  private static final List<String> PLAIN = List.of("value", "name", "id");
  private static final String RELATION = "relation";

  /**
   * A text that a field holds.
   *
   * @param relation what the object that holds it says beside it; empty for nothing
   */
  record Named(String text, String relation) {}

  /** The texts of a field, in their order; blank and null ones are left out. */
  List<String> texts(String field) {
    return named(field).stream().map(Named::text).toList();
  }

  /** The texts of a field, each with the relation beside it. */
  List<Named> named(String field) {
    List<Named> texts = new ArrayList<>();
    collect(record.path(field), "", texts);
    return texts;
  }

  /** The texts of a field in one, as a list of organisations is one provider; may be empty. */
  String text(String field) {
    return String.join(", ", texts(field));
  }

  private static void collect(JsonNode node, String relation, List<Named> into) {
    if (node.isArray()) {
      node.forEach(one -> collect(one, relation, into));
    } else if (node.isObject()) {
      String key = plain(node);
      if (!key.isEmpty()) {
        String said = node.path(RELATION).asText("").strip();
        collect(node.path(key), said.isEmpty() ? relation : said, into);
      }
    } else if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
      into.add(new Named(node.asText().strip(), relation));
    }
  }

  /** The key under which an object holds its meaning; empty if it has none. */
  private static String plain(JsonNode object) {
    return PLAIN.stream().filter(object::hasNonNull).findFirst().orElse("");
  }

  /** What stands in a field and has no plain meaning. */
  List<JsonNode> unreadable(String field) {
    List<JsonNode> found = new ArrayList<>();
    unreadable(record.path(field), found);
    return found;
  }

  private static void unreadable(JsonNode node, List<JsonNode> into) {
    if (node.isArray()) {
      node.forEach(one -> unreadable(one, into));
    } else if (node.isObject()) {
      String key = plain(node);
      if (key.isEmpty()) {
        into.add(node);
      } else {
        unreadable(node.path(key), into);
      }
    }
  }

  /**
   * Counts each field once: as taken over where its meaning was read, else as passed over.
   *
   * @param known fields that the format reads
   */
  void count(Set<String> known, FieldCounts fields) {
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      if (known.contains(field.getKey())) {
        walk(field.getKey(), field.getValue(), fields);
      } else if (!field.getValue().isNull()) {
        fields.passedOver(field.getKey());
      }
    }
  }

  private static void walk(String path, JsonNode node, FieldCounts fields) {
    if (node.isArray()) {
      node.forEach(one -> walk(path, one, fields));
    } else if (!node.isObject()) {
      if (!node.isNull()) {
        fields.taken(path);
      }
    } else if (plain(node).isEmpty()) {
      fields.passedOver(path + " (an object)");
    } else {
      for (Map.Entry<String, JsonNode> inner : node.properties()) {
        String at = path + "." + inner.getKey();
        if (inner.getKey().equals(plain(node))) {
          walk(at, inner.getValue(), fields);
        } else if (inner.getKey().equals(RELATION) && inner.getValue().isTextual()) {
          fields.taken(at);
        } else if (!inner.getValue().isNull()) {
          fields.passedOver(at);
        }
      }
    }
  }
}
