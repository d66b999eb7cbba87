package org.headwaters.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.headwaters.tables.RawRows;

/** A dump of cards in JSON Lines, with the names of the hub's own listing or of the card itself. */
final class CardDump implements RowFeed.Source {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String file;
  private final Lines lines;
  private final CardRows rows;

  CardDump(String file, InputStream in, CardRows rows) {
    this.file = file;
    this.lines = new Lines(file, in);
    this.rows = rows;
  }

  @Override
  public boolean feed(Consumer<Row> out) {
    Lines.Line line = lines.next();
    if (line == null) {
      return false;
    }
    if (line.fault() != null) {
      out.accept(rows.shape().broken(file, line.number(), line.fault()));
    } else if (!line.text().isBlank()) {
      card(line, out);
    }
    return true;
  }

  private void card(Lines.Line line, Consumer<Row> out) {
    JsonNode json;
    try {
      json = JSON.readTree(line.text());
    } catch (JsonProcessingException e) {
      out.accept(broken(line, "is_json_object", "Correct the line; it cannot be read as JSON."));
      return;
    }
    if (!(json instanceof ObjectNode object)) {
      out.accept(broken(line, "is_json_object", "Write one JSON object a line."));
      return;
    }
    String id = first(object, "id", "modelId", "repo_id");
    String kind = kind(first(object, "kind", "type", "repo_type", "repoType"));
    if (id.isEmpty() || kind.isEmpty()) {
      out.accept(broken(line, "card_says_its_kind", "Give id, and kind as model or dataset."));
      return;
    }
    JsonNode said = Card.empty();
    for (String name : List.of("cardData", "card_data", "front_matter", "card", "metadata")) {
      said = said.isObject() ? said : object.path(name);
    }
    ObjectNode front = said instanceof ObjectNode card ? card.deepCopy() : object;
    // What the hub knows beside the card; the card's own word goes first.
    for (String name : List.of("library_name", "createdAt")) {
      if (!front.hasNonNull(name) && object.hasNonNull(name)) {
        front.set(name, object.get(name));
      }
    }
    Set<String> files = new TreeSet<>();
    object.path("siblings").forEach(sibling -> files.add(sibling.path("rfilename").asText("")));
    rows.of(file, line.number(), new Card(kind, id, front, Card.tags(front, object), files), out);
  }

  private static String kind(String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "model", "models" -> Card.MODEL;
      case "dataset", "datasets" -> Card.DATASET;
      default -> "";
    };
  }

  private static String first(JsonNode object, String... names) {
    for (String name : names) {
      if (object.path(name).isTextual()) {
        return object.path(name).asText().strip();
      }
    }
    return "";
  }

  private Row broken(Lines.Line line, String rule, String fix) {
    return rows.shape().broken(file, line.number(), RawRows.fault("", line.text(), rule, fix));
  }
}
