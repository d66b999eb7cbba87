package org.headwaters.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.headwaters.tables.RawRows;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One card of a dump, with the names of the hub's own listing or of the card itself: front matter
 * as an object or as YAML text, and around it what the hub knows.
 *
 * @param kind what the settings say that all cards are; empty where each says it itself
 */
record CardDump(String file, String kind, CardRows rows, FieldCounts fields) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> FRONT =
      List.of("cardData", "card_data", "front_matter", "card", "metadata");

  private static final List<String> ID = List.of("id", "modelId", "repo_id");
  private static final List<String> KIND = List.of("kind", "type", "repo_type", "repoType");

  /** What the hub says beside the front matter and a row takes. */
  private static final List<String> BESIDE = List.of("library_name", "createdAt", "created_at");

  /** The cards of a file of JSON Lines. */
  RowFeed.Source lines(InputStream in) {
    Lines lines = new Lines(file, in);
    return out -> {
      Lines.Line line = lines.next();
      if (line != null) {
        line(line, out);
      }
      return line != null;
    };
  }

  private void line(Lines.Line line, Consumer<Row> out) {
    if (line.fault() != null) {
      out.accept(rows.shape().broken(file, line.number(), line.fault()));
    } else if (!line.text().isBlank()) {
      try {
        record(line.number(), JSON.readTree(line.text()), out);
      } catch (JsonProcessingException e) {
        String fix = "Correct the line; it cannot be read as JSON.";
        out.accept(broken(line.number(), line.text(), "is_json_object", fix));
      }
    }
  }

  /** Reads a whole JSON text: one card, or a list of them. */
  void whole(String text, Consumer<Row> out) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      String fix = "Correct the file; it cannot be read as JSON.";
      out.accept(broken(1, text, "is_json_object", fix));
      return;
    }
    long number = 0;
    for (JsonNode one : json.isArray() ? json : List.of(json)) {
      record(++number, one, out);
    }
  }

  private void record(long number, JsonNode json, Consumer<Row> out) {
    if (!(json instanceof ObjectNode object)) {
      out.accept(
          broken(number, json.toString(), "is_json_object", "Write one JSON object a card."));
      return;
    }
    ObjectNode front;
    try {
      front = front(object);
    } catch (YamlEngineException e) {
      String fix = "Correct the card's YAML: " + InputFiles.firstLine(e) + ".";
      out.accept(broken(number, json.toString(), "is_yaml", fix));
      return;
    }
    Set<String> tags = Card.tags(front, object);
    String id = first(object, ID);
    String said = CardKind.named(first(object, KIND));
    String guessed = said.isEmpty() && kind.isEmpty() ? CardKind.of(tags, front, object) : null;
    String its = said.isEmpty() ? kind : said;
    its = guessed == null ? its : guessed;
    if (id.isEmpty() || its.isEmpty()) {
      String fix =
          "Give id, and kind as model or dataset; or say it for all cards by the setting kind.";
      out.accept(broken(number, json.toString(), "card_says_its_kind", fix));
      return;
    }
    Set<String> files = new TreeSet<>();
    object
        .path("siblings")
        .forEach(
            one -> files.add(one.isTextual() ? one.asText() : one.path("rfilename").asText("")));
    rows.of(new CardRows.Place(file, number, fields), new Card(its, id, front, tags, files), out);
  }

  /** The front matter with what the hub knows beside it; the card's own word goes first. */
  private ObjectNode front(ObjectNode object) {
    JsonNode said = Card.empty();
    String from = "";
    for (String name : FRONT) {
      if (!said.isObject()) {
        JsonNode field = object.path(name);
        said = field.isTextual() ? Yaml.read(file, yaml(field.asText())) : field;
        from = said.isObject() ? name : from;
      }
    }
    count(object, said, from);
    ObjectNode front = said instanceof ObjectNode card ? card.deepCopy() : object;
    for (String name : BESIDE) {
      if (!front.hasNonNull(name) && object.hasNonNull(name)) {
        front.set(name, object.get(name));
      }
    }
    return front;
  }

  /** Front matter as text comes with its fences or without. */
  private static String yaml(String text) {
    return text.strip().replaceFirst("^---\\s*\\R", "").replaceFirst("\\R---\\s*$", "");
  }

  private void count(ObjectNode object, JsonNode front, String from) {
    new RecordFields(front).count(Card.FIELDS, fields);
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = field.getKey();
      boolean ours =
          name.equals(from)
              || ID.contains(name)
              || KIND.contains(name)
              || BESIDE.contains(name)
              || name.equals("tags")
              || name.equals("siblings")
              || (from.isEmpty() && Card.FIELDS.contains(name));
      if (ours) {
        fields.taken("(hub) " + name);
      } else if (!field.getValue().isNull()) {
        fields.passedOver("(hub) " + name);
      }
    }
  }

  private static String first(JsonNode object, List<String> names) {
    for (String name : names) {
      if (object.path(name).isTextual()) {
        return object.path(name).asText().strip();
      }
    }
    return "";
  }

  private Row broken(long number, String value, String rule, String fix) {
    return rows.shape().broken(file, number, RawRows.fault("", value, rule, fix));
  }
}
