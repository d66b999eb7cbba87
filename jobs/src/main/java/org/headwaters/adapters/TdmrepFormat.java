package org.headwaters.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * TDMRep's {@code /.well-known/tdmrep.json}: an array of locations with tdm-reservation 1 (rights
 * reserved: no training) or 0. Any other value says nothing. The first location that matches a page
 * decides there, ours is the longest: a location under an earlier one takes that one's value.
 */
final class TdmrepFormat implements InputFormat {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public String name() {
    return "tdmrep";
  }

  @Override
  public boolean claims(String fileName) {
    return false;
  }

  @Override
  public boolean recognises(Glance at, Sniffer notes) {
    boolean reservations = at.has("tdmrep.json") || at.value("body").contains("tdm-reservation");
    return reservations && notes.add(ConsentSignals.TABLE.name(), this, at, Map.of());
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(ConsentSignals.TABLE), this);
    RawRow.Shape shape = RawRow.Shape.of(table);
    return OutsideText.read(
        spark,
        source,
        table,
        new OutsideText.Reading(
            name -> TextFiles.endsWith(name, ".json") || TextFiles.endsWith(name, ".jsonl"),
            (file, in) -> new RowFeed(new ConsentDocuments(file, in, TdmrepFormat::say, shape))));
  }

  private static void say(ConsentDocument document, RawRow.Shape shape, Consumer<Row> rows) {
    JsonNode locations;
    try {
      locations = JSON.readTree(document.body());
    } catch (JsonProcessingException e) {
      document.refuse(shape, document.body(), "is_json", "Correct the JSON of tdmrep.json.", rows);
      return;
    }
    if (!locations.isArray()) {
      document.refuse(
          shape, document.body(), "is_a_list", "Write a JSON array of locations.", rows);
      return;
    }
    Map<String, JsonNode> first = new LinkedHashMap<>();
    for (JsonNode location : locations) {
      String pattern = location.path("location").asText("");
      String prefix = pattern.isEmpty() ? null : ConsentDocument.prefix(pattern);
      if (prefix == null) {
        document.refusePattern(shape, location.toString(), rows);
      } else {
        String path = prefix.equals("/") ? "" : prefix;
        JsonNode earlier = earlier(first, path);
        first.putIfAbsent(path, earlier == null ? location : earlier);
      }
    }
    first.forEach(
        (path, location) ->
            rows.accept(
                document
                    .row(
                        shape,
                        new ConsentDocument.Signal(
                            "tdmrep",
                            path,
                            location.toString(),
                            new Preference(reserved(location), null)))
                    .done()));
  }

  private static @Nullable JsonNode earlier(Map<String, JsonNode> first, String path) {
    for (Map.Entry<String, JsonNode> entry : first.entrySet()) {
      if (path.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static @Nullable String reserved(JsonNode location) {
    String value = location.path("tdm-reservation").asText("");
    return value.equals("1") ? Preference.NO : value.equals("0") ? Preference.YES : null;
  }
}
