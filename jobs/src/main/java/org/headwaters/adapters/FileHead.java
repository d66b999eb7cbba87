package org.headwaters.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.hadoop.conf.Configuration;

/**
 * The beginning of a file of ordinary rows: CSV of whatever marks and encoding, or JSON Lines.
 *
 * @param format csv or jsonl
 * @param columns in the file's order
 * @param rows the first ones, by column
 */
record FileHead(
    String format,
    String encoding,
    char delimiter,
    char quote,
    List<String> columns,
    List<Map<String, String>> rows) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int HEAD_BYTES = 1 << 16;
  private static final int ROWS = 200;
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

  /** Empty for what holds no ordinary rows. */
  static Optional<FileHead> of(Path file) {
    byte[] bytes;
    try (InputStream in = TextFiles.open(file.toUri().toString(), new Configuration())) {
      bytes = in.readNBytes(HEAD_BYTES);
    } catch (IOException e) {
      return Optional.empty();
    }
    String encoding = Encoding.likely(bytes);
    String text = new String(bytes, Charset.forName(encoding));
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    int end = text.lastIndexOf('\n');
    if (bytes.length == HEAD_BYTES && end > 0) {
      text = text.substring(0, end + 1); // the last line is cut
    }
    return text.stripLeading().startsWith("{") ? json(encoding, text) : csv(encoding, text);
  }

  private static Optional<FileHead> json(String encoding, String text) {
    List<Map<String, String>> rows = new ArrayList<>();
    Set<String> columns = new LinkedHashSet<>();
    for (String line : text.lines().filter(each -> !each.isBlank()).limit(ROWS).toList()) {
      try {
        JsonNode node = JSON.readTree(line);
        Map<String, String> row = new LinkedHashMap<>();
        node.properties().forEach(e -> row.put(e.getKey(), e.getValue().asText("")));
        columns.addAll(row.keySet());
        rows.add(row);
      } catch (JsonProcessingException e) {
        return Optional.empty();
      }
    }
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(new FileHead("jsonl", encoding, ',', '"', List.copyOf(columns), rows));
  }

  private static Optional<FileHead> csv(String encoding, String text) {
    if (text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\r' && c != '\n')) {
      return Optional.empty();
    }
    boolean said = text.matches("(?s)sep=.\\r?\\n.*");
    String body = said ? text.substring(text.indexOf('\n') + 1) : text;
    List<Character> delimiters = said ? List.of(text.charAt(4)) : DELIMITERS;
    Optional<FileHead> best = Optional.empty();
    for (char delimiter : delimiters) {
      Optional<FileHead> head = csv(encoding, body, delimiter);
      if (head.isPresent()
          && (best.isEmpty() || head.get().columns().size() > best.get().columns().size())) {
        best = head;
      }
    }
    return best;
  }

  /** Empty unless the first line has two names or more, and most lines as many cells. */
  private static Optional<FileHead> csv(String encoding, String text, char delimiter) {
    String marked = delimiter + "'";
    boolean single = !text.contains("\"") && (text.startsWith("'") || text.contains(marked));
    char quote = single ? '\'' : '"';
    List<List<String>> records = new ArrayList<>();
    try (CSVParser parser =
        CSVParser.builder()
            .setReader(new StringReader(text))
            .setFormat(new CsvDialect("", delimiter, quote).format())
            .get()) {
      for (CSVRecord each : parser) {
        records.add(each.toList());
        if (records.size() > ROWS) {
          break;
        }
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      return Optional.empty();
    }
    if (records.isEmpty() || records.get(0).size() < 2) {
      return Optional.empty();
    }
    List<String> columns = records.get(0).stream().map(String::strip).toList();
    List<Map<String, String>> rows = new ArrayList<>();
    long fitting = 0;
    for (List<String> record : records.subList(1, records.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < Math.min(columns.size(), record.size()); i++) {
        row.put(columns.get(i), record.get(i).strip());
      }
      fitting += record.size() == columns.size() ? 1 : 0;
      rows.add(row);
    }
    boolean fits =
        columns.size() == new LinkedHashSet<>(columns).size() && fitting * 2 >= rows.size();
    return fits
        ? Optional.of(new FileHead("csv", encoding, delimiter, quote, columns, rows))
        : Optional.empty();
  }

  /** What a column holds in the first rows, without what is missing. */
  List<String> values(String column) {
    return rows.stream()
        .map(row -> row.getOrDefault(column, ""))
        .filter(value -> !value.isBlank())
        .toList();
  }

  /** Whether it is as our own files are where the settings say nothing. */
  boolean plain() {
    return encoding.equals("UTF-8") && delimiter == ',' && quote == '"';
  }
}
