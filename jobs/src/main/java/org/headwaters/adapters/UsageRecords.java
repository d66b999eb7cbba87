package org.headwaters.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;

/**
 * The records of a usage report: lines of CSV, or of JSON Lines whose nested values go by their
 * path ({@code cache_creation.ephemeral_1h_input_tokens}). A line may hold a page of a provider's
 * API as it was answered: its {@code data} are buckets of time, whose {@code results} are records
 * that say what their bucket says. A file of JSON holds one page, several after another, or a list.
 */
final class UsageRecords {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final String file;
  private final @Nullable Records csv;
  private final @Nullable Lines lines;
  private final @Nullable MappingIterator<JsonNode> texts;
  private final Deque<Records.Cells> waiting = new ArrayDeque<>();
  private boolean ended;

  UsageRecords(String file, InputStream in, CsvDialect dialect) {
    this.file = file;
    boolean json = TextFiles.endsWith(file, ".jsonl") || TextFiles.endsWith(file, ".ndjson");
    boolean whole = TextFiles.endsWith(file, ".json");
    this.csv = json || whole ? null : new Records(file, in, dialect);
    this.lines = json ? new Lines(file, in) : null;
    this.texts = whole ? texts(in) : null;
  }

  private @Nullable MappingIterator<JsonNode> texts(InputStream in) {
    try {
      return JSON.readerFor(JsonNode.class)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readValues(in);
    } catch (JsonProcessingException | CharConversionException e) {
      noJson(1);
      return null;
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private void noJson(long number) {
    broken(new Lines.Line(number, "", null), "Correct the file; it cannot be read as JSON.");
  }

  /** The names in the first record of a file; empty if it cannot be read. */
  static Set<String> names(Path file) {
    try (InputStream in = TextFiles.open(file.toUri().toString(), new Configuration())) {
      UsageRecords records = new UsageRecords(file.toString(), in, new CsvDialect("", ',', '"'));
      Records.Cells first = records.next();
      return first == null ? Set.of() : first.cells().keySet();
    } catch (IOException | InvalidInput e) {
      return Set.of(); // a broken file looks like nothing
    }
  }

  /** The names of the columns; empty for JSON Lines. */
  List<String> header() {
    return csv == null ? List.of() : csv.header();
  }

  /** The next record; null at the end. */
  Records.@Nullable Cells next() {
    if (csv != null) {
      return csv.next();
    }
    while (waiting.isEmpty()) {
      if (texts != null) {
        if (!text(texts)) {
          return null;
        }
        continue;
      }
      Lines.Line line = lines == null ? null : lines.next();
      if (line == null) {
        return null;
      }
      if (line.fault() != null) {
        waiting.add(new Records.Cells(line.number(), line.text(), Map.of(), line.fault()));
      } else if (!line.text().isBlank()) {
        read(line);
      }
    }
    return waiting.remove();
  }

  private void read(Lines.Line line) {
    JsonNode json;
    try {
      json = JSON.readTree(line.text());
    } catch (JsonProcessingException e) {
      broken(line, "Correct the line; it cannot be read as JSON.");
      return;
    }
    page(line, json);
  }

  /** Reads the next page of a file of JSON; what cannot be read ends it. */
  private boolean text(MappingIterator<JsonNode> from) {
    long number = from.getCurrentLocation().getLineNr();
    try {
      if (ended || !from.hasNextValue()) {
        return false;
      }
      JsonNode json = from.nextValue();
      page(new Lines.Line(number, String.valueOf(json), null), json);
    } catch (JsonProcessingException | CharConversionException e) {
      ended = true;
      noJson(number);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
    return true;
  }

  private void page(Lines.Line line, JsonNode json) {
    if (!json.isObject()) {
      broken(line, "Write JSON objects, as the provider answers them.");
      return;
    }
    JsonNode data = json.path("data");
    if (!data.isArray()) {
      bucket(line, json);
      return;
    }
    for (JsonNode one : data) {
      if (one.isObject()) {
        bucket(line, one);
      } else {
        broken(line, "Let data be a list of objects, as the provider answers it.");
      }
    }
  }

  private void bucket(Lines.Line line, JsonNode bucket) {
    JsonNode results = bucket.path("results");
    Map<String, String> around = new TreeMap<>();
    flat("", bucket, around);
    if (!results.isArray()) {
      waiting.add(new Records.Cells(line.number(), line.text(), around, null));
      return;
    }
    for (JsonNode result : results) {
      Map<String, String> cells = new TreeMap<>(around);
      flat("", result, cells);
      waiting.add(new Records.Cells(line.number(), line.text(), cells, null));
    }
  }

  private static void flat(String path, JsonNode node, Map<String, String> into) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      String name = path + field.getKey();
      if (value.isObject()) {
        flat(name + ".", value, into);
      } else if (value.isArray() && !name.equals("results")) {
        into.put(name, value.toString());
      } else if (!value.isNull() && !value.isArray() && !value.asText().isBlank()) {
        into.put(name, value.asText().strip());
      }
    }
  }

  private void broken(Lines.Line line, String fix) {
    Row fault = RawRows.fault("", line.text(), "is_json_object", fix);
    waiting.add(new Records.Cells(line.number(), line.text(), Map.of(), fault));
  }
}
