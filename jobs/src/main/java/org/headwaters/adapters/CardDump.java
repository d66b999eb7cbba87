package org.headwaters.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

  /** Front matter, or a whole README that begins with it. */
  private static final List<String> FRONT =
      List.of(
          "cardData", "card_data", "front_matter", "card", "metadata", "readme", "content", "text");

  private static final Set<String> README = Set.of("card", "readme", "content", "text");
  private static final List<String> ID = List.of("id", "modelId", "datasetId", "repo_id");
  private static final List<String> KIND = List.of("kind", "type", "repo_type", "repoType");

  /** What the hub says beside the front matter and a row takes. */
  private static final List<String> BESIDE = List.of("library_name", "createdAt", "created_at");

  /**
   * Whether an object with these keys is what the hub, or a listing of it, says of a repository.
   */
  static boolean looksLikeIt(Set<String> keys) {
    boolean carded = keys.contains("cardData") || keys.contains("card_data");
    boolean listed =
        keys.contains("tags") && (keys.contains("downloads") || keys.contains("likes"));
    return ID.stream().anyMatch(keys::contains) && (carded || listed);
  }

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
    String its = kind(object, front, tags, id);
    id = id.replaceFirst("^(models|datasets)/(?=[^/]+/[^/]+$)", "");
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
    Card card = new Card(its, id, front, tags, files);
    card.count(fields);
    rows.of(new CardRows.Place(file, number, fields), card, out);
  }

  /** The card's own word, else the settings', else what only one kind has, else the file's name. */
  private String kind(ObjectNode object, ObjectNode front, Set<String> tags, String id) {
    String said = CardKind.named(first(object, KIND));
    if (said.isEmpty() && id.matches("(models|datasets)/[^/]+/[^/]+")) {
      said = CardKind.named(id.substring(0, id.indexOf('/')));
    }
    if (!said.isEmpty() || !kind.isEmpty()) {
      return said.isEmpty() ? kind : said;
    }
    String found = CardKind.of(tags, front, object);
    return found == null ? CardKind.ofPlace(file.substring(file.lastIndexOf('/') + 1)) : found;
  }

  /** The front matter with what the hub knows beside it; the card's own word goes first. */
  private ObjectNode front(ObjectNode object) {
    JsonNode said = Card.empty();
    String from = "";
    for (String name : FRONT) {
      if (!said.isObject()) {
        JsonNode field = object.path(name);
        said = field.isTextual() ? matter(name, field.asText()) : field;
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

  /** Front matter as text comes with its fences or without, and a README with more below it. */
  private JsonNode matter(String field, String text) {
    FrontMatter matter =
        new FrontMatter(
            new Lines(file, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    if (matter.read() == null && !matter.yaml().isEmpty()) {
      return Yaml.read(file, matter.yaml());
    }
    if (matter.elsewhere() && README.contains(field)) {
      fields.passedOver("(hub) " + field + " (front matter that does not come first)");
    }
    String bare = text.strip().replaceFirst("^---\\s*\\R", "").replaceFirst("\\R---\\s*$", "");
    try {
      return Yaml.read(file, bare);
    } catch (YamlEngineException e) {
      if (README.contains(field) && bare.length() == text.strip().length()) {
        return Card.empty(); // prose without front matter
      }
      throw e;
    }
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
