package org.headwaters.core.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code sample-data/reference/proof_vectors.json}: rows, and the roots that the separate
 * calculation in Python gives them.
 */
public final class ProofVectors {
  /** The whole file. */
  public static final JsonNode ALL = read();

  private ProofVectors() {}

  /** Rows of a table of the file, as values of Java. */
  public static List<Map<String, @Nullable Object>> rows(JsonNode table) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (JsonNode cells : table.get("rows")) {
      Map<String, @Nullable Object> row = new HashMap<>();
      cells
          .properties()
          .forEach(
              cell ->
                  row.put(
                      cell.getKey(),
                      value(table.get("columns").get(cell.getKey()).asText(), cell.getValue())));
      rows.add(row);
    }
    return rows;
  }

  /** Texts of an array. */
  public static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static @Nullable Object value(String type, JsonNode cell) {
    if (cell.isNull()) {
      return null;
    }
    if (cell.isArray()) {
      return texts(cell);
    }
    String text = cell.asText();
    if (type.startsWith("decimal")) {
      return new BigDecimal(text);
    }
    return switch (type) {
      case "string" -> text;
      case "bigint" -> Long.valueOf(text);
      case "int" -> Integer.valueOf(text);
      case "smallint" -> Short.valueOf(text);
      case "boolean" -> Boolean.valueOf(text);
      case "date" -> LocalDate.parse(text);
      case "timestamp" -> Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper()
          .readTree(
              Path.of(
                      System.getProperty("headwaters.home", ".."),
                      "sample-data",
                      "reference",
                      "proof_vectors.json")
                  .toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
