package org.headwaters.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;

/** The records of a CSV or JSON Lines file by the file's own names, one line at a time. */
final class Records {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String file;
  private final Lines lines;
  private final boolean json;
  private final CSVFormat csv;
  private final List<String> header;

  /**
   * One record.
   *
   * @param cells only those that hold something
   * @param fault why it cannot be used, or null
   */
  record Cells(long line, String text, Map<String, String> cells, @Nullable Row fault) {
    @Nullable String cell(String name) {
      return cells.get(name);
    }
  }

  /** As RFC 4180 has it. */
  Records(String file, InputStream in) {
    this(file, in, new CsvDialect("", ',', '"'));
  }

  /** {@code in} in UTF-8. */
  Records(String file, InputStream in, CsvDialect dialect) {
    this.file = file;
    this.csv = dialect.format();
    this.lines = new Lines(file, in);
    this.json = TextFiles.endsWith(file, ".jsonl") || TextFiles.endsWith(file, ".ndjson");
    this.header = json ? List.of() : readHeader();
  }

  private List<String> readHeader() {
    Lines.Line first = lines.next();
    InvalidInput.check(
        first != null && !first.text().isBlank(),
        "%s has no header. Give it a first line with the names of its columns.",
        file);
    List<String> names = first == null ? null : csv(first.text());
    if (names == null) {
      throw new InvalidInput("The header of %s cannot be read as CSV. Correct it.", file);
    }
    return names.stream().map(String::strip).toList();
  }

  /** The names of the columns; empty for JSON Lines. */
  List<String> header() {
    return header;
  }

  /** The next record; null at the end. */
  @Nullable Cells next() {
    Lines.Line line = lines.next();
    while (line != null && line.fault() == null && line.text().isBlank()) {
      line = lines.next();
    }
    if (line == null) {
      return null;
    }
    if (line.fault() != null) {
      return new Cells(line.number(), line.text(), Map.of(), line.fault());
    }
    return json ? object(line) : row(line);
  }

  private Cells row(Lines.Line line) {
    List<String> values = csv(line.text());
    if (values == null || values.size() != header.size()) {
      return broken(line, "cells_fit_header", "Give " + header.size() + " cells, as the header.");
    }
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      if (!values.get(i).isBlank()) {
        cells.put(header.get(i), values.get(i).strip());
      }
    }
    return new Cells(line.number(), line.text(), cells, null);
  }

  private static Cells object(Lines.Line line) {
    JsonNode object;
    try {
      object = JSON.readTree(line.text());
    } catch (JsonProcessingException e) {
      return broken(line, "is_json_object", "Correct the line; it cannot be read as JSON.");
    }
    if (!object.isObject()) {
      return broken(line, "is_json_object", "Write one JSON object a line.");
    }
    Map<String, String> cells = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!field.getValue().isNull()) {
        JsonNode value = field.getValue();
        cells.put(field.getKey(), text(value));
      }
    }
    return new Cells(line.number(), line.text(), cells, null);
  }

  /** Header fields that came several times are one list, as HTTP combines them. */
  private static String text(JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      return value.isContainerNode() ? value.toString() : value.asText();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : value) {
      if (!one.isTextual()) {
        return value.toString();
      }
      texts.add(one.asText());
    }
    return String.join(", ", texts);
  }

  private static Cells broken(Lines.Line line, String rule, String fix) {
    return new Cells(
        line.number(), line.text(), Map.of(), RawRows.fault("", line.text(), rule, fix));
  }

  /** The cells of one line; null if it is no CSV. */
  private @Nullable List<String> csv(String line) {
    try (CSVParser parser = CSVParser.parse(line, csv)) {
      List<CSVRecord> records = parser.getRecords();
      return records.size() == 1 ? records.get(0).toList() : null;
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      return null; // that is the question
    }
  }
}
