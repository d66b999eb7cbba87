package org.headwaters.adapters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Captures;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;

/**
 * The captures of one index file: lines of CDXJ, or of CDX with 9 or 11 fields. Values are texts,
 * numbers too; both spellings of {@code truncated} are read. Keys that we have no column for say
 * nothing about money and are told as passed over, whatever they hold.
 *
 * <p>Crawl, segment and subset follow from the WARC file's name; a name that does not say them
 * leaves them empty, which makes the line a reject unless the settings give constants.
 */
final class CdxjLines implements RowFeed.Source {
  /** Where Common Crawl keeps its records, so also what a file's name says. */
  private static final Pattern PLACE =
      Pattern.compile(
          "crawl-data/([^/]+)/segments/([^/]+)/(crawldiagnostics|robotstxt|warc|wat|wet)/.*");

  private static final Pattern LINE = Pattern.compile("(\\S+) +([0-9]+) +(\\{.*)");
  private static final Pattern TIME =
      Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})[0-9]{0,3}");

  /** Keys that are read with others. */
  private static final Set<String> READ = Set.of("url", "status", "filename");

  private static final String REVISIT = "warc/revisit";
  private static final String NOT_MODIFIED = "304";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Their key → our column, where no more is to do. */
  private static final Map<String, String> COPIED =
      Map.of(
          "mime", Captures.CONTENT_MIME_TYPE,
          "mime-detected", Captures.CONTENT_MIME_DETECTED,
          "digest", Captures.CONTENT_DIGEST,
          "charset", Captures.CONTENT_CHARSET,
          "languages", Captures.CONTENT_LANGUAGES,
          "redirect", Captures.FETCH_REDIRECT,
          "length", Captures.WARC_RECORD_LENGTH,
          "offset", Captures.WARC_RECORD_OFFSET,
          "truncated", Captures.CONTENT_TRUNCATED,
          "warc-truncated", Captures.CONTENT_TRUNCATED);

  private final String file;
  private final Lines lines;
  private final RawRow.Shape shape;
  private final FieldCounts counts;
  private String fields = "";

  CdxjLines(String file, InputStream in, RawRow.Shape shape, FieldCounts counts) {
    this.file = file;
    this.lines = new Lines(file, in);
    this.shape = shape;
    this.counts = counts;
  }

  @Override
  public boolean feed(Consumer<Row> rows) {
    Lines.Line line = lines.next();
    if (line == null) {
      return false;
    }
    if (line.fault() != null) {
      rows.accept(shape.broken(file, line.number(), line.fault()));
    } else if (CdxFields.isHeader(line.text())) {
      fields = CdxFields.named(line.text());
    } else if (!line.text().isBlank() && !line.text().startsWith("!")) {
      rows.accept(row(line));
    }
    return true;
  }

  private Row row(Lines.Line line) {
    Matcher parts = LINE.matcher(line.text());
    if (!parts.matches()) {
      Map<Character, String> cells = CdxFields.read(line.text(), fields);
      return cells.isEmpty()
          ? broken(
              line,
              "Write the SURT key, a time of 14 digits and one JSON object, or the 9 or 11 fields"
                  + " of CDX.")
          : fields(line, cells);
    }
    JsonNode json;
    try {
      json = JSON.readTree(parts.group(3));
    } catch (JsonProcessingException e) {
      return broken(line, "Correct the JSON object; it cannot be read as it stands.");
    }
    RawRow row = shape.row(file, line.number());
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String key = field.getKey();
      JsonNode value = field.getValue();
      boolean copied = COPIED.containsKey(key);
      if (!copied && !READ.contains(key)) {
        counts.passedOver(key);
        continue;
      }
      counts.taken(key);
      if (value.isContainerNode()) {
        row.fault(RawRows.fault(key, value.toString(), "is_one_value", "Give one value."));
      } else if (copied) {
        row.set(Objects.requireNonNull(COPIED.get(key)), text(json, key));
      }
    }
    fetched(
        row,
        new Fetched(
            parts.group(2), text(json, "status"), text(json, "mime"), text(json, "filename")));
    String url = text(json, "url");
    if (url != null) {
      UrlColumns.set(row.set(Captures.URL_SURTKEY, parts.group(1)), url);
    }
    return row.done();
  }

  /** A capture of CDX, whose fields stand in an order of their own. */
  private Row fields(Lines.Line line, Map<Character, String> cells) {
    RawRow row = shape.row(file, line.number());
    for (char letter : cells.keySet()) {
      if (CdxFields.isRead(letter)) {
        counts.taken("cdx " + letter);
      } else {
        counts.passedOver("cdx " + letter);
      }
    }
    CdxFields.COLUMNS.forEach((letter, column) -> row.set(column, cells.get(letter)));
    fetched(
        row,
        new Fetched(
            String.valueOf(cells.get(CdxFields.TIME)),
            cells.get(CdxFields.STATUS),
            cells.get(CdxFields.MIME),
            cells.get(CdxFields.FILENAME)));
    String url = cells.get(CdxFields.URL);
    if (url != null) {
      UrlColumns.set(row, url);
    }
    return row.done();
  }

  private record Fetched(
      String time, @Nullable String status, @Nullable String mime, @Nullable String filename) {}

  private static void fetched(RawRow row, Fetched fetched) {
    Matcher digits = TIME.matcher(fetched.time());
    row.set(
        Captures.FETCH_TIME,
        digits.matches() ? digits.replaceFirst("$1-$2-$3T$4:$5:$6Z") : fetched.time());
    // A revisit has no answer of its own: others leave out, or write "-", what Common Crawl calls
    // 304.
    String status = fetched.status();
    boolean none = status == null || status.equals("-");
    row.set(Captures.FETCH_STATUS, REVISIT.equals(fetched.mime()) && none ? NOT_MODIFIED : status);
    String name = fetched.filename();
    row.set(Captures.WARC_FILENAME, name);
    Matcher place = PLACE.matcher(name == null ? "" : name);
    if (place.matches()) {
      row.set(Captures.CRAWL, place.group(1))
          .set(Captures.WARC_SEGMENT, place.group(2))
          .set(Captures.SUBSET, place.group(3));
    }
  }

  private static @Nullable String text(JsonNode json, String key) {
    JsonNode value = json.get(key);
    return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
  }

  private Row broken(Lines.Line line, String fix) {
    return shape.broken(file, line.number(), RawRows.fault("", line.text(), "is_cdxj", fix));
  }
}
