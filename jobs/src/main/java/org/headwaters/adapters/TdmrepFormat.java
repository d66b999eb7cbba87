package org.headwaters.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.source.PathPattern;
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
  private static final String RESERVATION = "tdm-reservation";

  @Override
  public String name() {
    return "tdmrep";
  }

  @Override
  public boolean claims(String fileName) {
    return false;
  }

  @Override
  public boolean recognises(PathPreview at, Sniffer notes) {
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
        new OutsideText.Counting(
            name -> TextFiles.endsWith(name, ".json") || TextFiles.endsWith(name, ".jsonl"),
            fields,
            (file, in, counts) ->
                new RowFeed(
                    new ConsentDocuments(
                        new ConsentDocuments.Opened(file, in, counts), TdmrepFormat::say, shape))));
  }

  static void say(ConsentDocument document, RawRow.Shape shape, Consumer<Row> rows) {
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
    List<Location> decided = new ArrayList<>();
    for (JsonNode location : locations) {
      count(location, document.fields());
      String pattern = location.path("location").asText("");
      if (pattern.isEmpty()) {
        document.refuse(
            shape, location.toString(), "has_a_location", "Give the location's path.", rows);
        continue;
      }
      Location one = new Location(PathPattern.of(pattern), location);
      // What an earlier location covers whole has the earlier one's value.
      Location within =
          decided.stream().filter(d -> one.at().isWithin(d.at())).findFirst().orElse(one);
      decided.add(new Location(one.at(), within.says()));
    }
    for (Map.Entry<String, JsonNode> entry : scopes(decided).entrySet()) {
      rows.accept(
          document
              .row(
                  shape,
                  new ConsentDocument.Signal(
                      "tdmrep",
                      entry.getKey(),
                      entry.getValue().toString(),
                      new Preference(reserved(entry.getValue()), null)))
              .done());
    }
  }

  /** A value that is neither 0 nor 1 says nothing, and a policy is not ours to read. */
  private static void count(JsonNode location, FieldCounts fields) {
    for (Map.Entry<String, JsonNode> field : location.properties()) {
      boolean read =
          field.getKey().equals("location")
              || (field.getKey().equals(RESERVATION) && reserved(location) != null);
      if (read) {
        fields.taken(field.getKey());
      } else {
        fields.passedOver(field.getKey());
      }
    }
  }

  private record Location(PathPattern at, JsonNode says) {}

  /** The locations as scopes, of which the longest decides: the earlier of two that cross. */
  private static Map<String, JsonNode> scopes(List<Location> decided) {
    Map<String, JsonNode> scopes = new LinkedHashMap<>();
    int[] lengths = new int[decided.size()];
    for (int i = decided.size() - 1; i >= 0; i--) {
      PathPattern at = decided.get(i).at();
      lengths[i] = at.text().length();
      for (int later = i + 1; later < decided.size(); later++) {
        PathPattern other = decided.get(later).at();
        if (at.mayMeet(other) && !at.isWithin(other) && !other.isWithin(at)) {
          lengths[i] = Math.max(lengths[i], lengths[later] + 1);
        }
      }
    }
    for (int i = 0; i < lengths.length; i++) {
      PathPattern at = decided.get(i).at();
      String path = ConsentDocument.path(at).isEmpty() ? "" : at.paddedTo(lengths[i]);
      scopes.putIfAbsent(path, decided.get(i).says());
    }
    return scopes;
  }

  private static @Nullable String reserved(JsonNode location) {
    String value = location.path(RESERVATION).asText("");
    return value.equals("1") ? Preference.NO : value.equals("0") ? Preference.YES : null;
  }
}
