package org.headwaters.adapters;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * What a file, or a folder by its files, looks like from outside.
 *
 * @param first its first file, none for a folder without any
 * @param names of the files, the file's own if it is one
 * @param head the beginning of the text of the first file, unpacked
 * @param parquetColumns top-level columns of the first Parquet file
 * @param rows the first rows of the first file, where it holds text
 */
record PathPreview(
    Path path,
    Optional<Path> first,
    Set<String> names,
    String head,
    Set<String> parquetColumns,
    Optional<FileHead> rows) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int HEAD_BYTES = 1 << 16;
  private static final int DEPTH = 8;

  /** Enough to know a folder by; a folder of a million files is not read to its end. */
  private static final int FILES = 10_000;

  static PathPreview at(Path path) {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(path, DEPTH)) {
      files = walk.filter(Files::isRegularFile).limit(FILES).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<String> names = new TreeSet<>();
    files.forEach(file -> names.add(file.getFileName().toString()));
    Optional<Path> parquet =
        files.stream().filter(f -> f.toString().endsWith(".parquet")).findFirst();
    Set<String> columns = new TreeSet<>(parquet.map(PathPreview::columns).orElse(Set.of()));
    if (!columns.isEmpty()) {
      // Columns that are folders: crawl=CC-MAIN-2026-05/subset=warc.
      for (Path each : path.relativize(parquet.orElseThrow())) {
        int equals = each.toString().indexOf('=');
        if (equals > 0) {
          columns.add(each.toString().substring(0, equals));
        }
      }
    }
    String head = files.isEmpty() || parquet.isPresent() ? "" : head(files.get(0));
    Optional<Path> first = files.stream().findFirst();
    Optional<FileHead> rows = columns.isEmpty() ? first.flatMap(FileHead::of) : Optional.empty();
    return new PathPreview(path, first, names, head, columns, rows);
  }

  private static Set<String> columns(Path file) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
      Set<String> columns = new TreeSet<>();
      reader.getFileMetaData().getSchema().getFields().forEach(f -> columns.add(f.getName()));
      return columns;
    } catch (IOException | RuntimeException e) {
      return Set.of(); // a broken file looks like nothing
    }
  }

  private static String head(Path file) {
    try (InputStream in = TextFiles.open(file.toUri().toString(), new Configuration())) {
      String text = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      return "";
    }
  }

  String name() {
    return path.getFileName().toString();
  }

  boolean has(String file) {
    return names.stream()
        .anyMatch(
            name -> name.equals(file) || name.equals(file + ".gz") || name.equals(file + ".zst"));
  }

  boolean isYaml() {
    return names.stream().allMatch(name -> name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  boolean isJsonLines() {
    return names.stream()
        .allMatch(
            name -> TextFiles.endsWith(name, ".jsonl") || TextFiles.endsWith(name, ".ndjson"));
  }

  /** Whether it is one JSON text a file, as programs answer. */
  boolean isWholeJson() {
    return names.stream().allMatch(name -> TextFiles.endsWith(name, ".json"));
  }

  /** The first rows, if all files are CSV as far as their names say. */
  Optional<FileHead> csv() {
    boolean csv = names.stream().allMatch(name -> TextFiles.endsWith(name, ".csv"));
    return csv ? rows.filter(head -> head.format().equals("csv")) : Optional.empty();
  }

  /** The first object of JSON Lines; what of it the head holds. */
  private ObjectNode firstObject() {
    return isJsonLines() ? beginning() : JSON.createObjectNode();
  }

  /** The first object of JSON Lines, or of a text that is one object or a list of them. */
  private ObjectNode firstCard() {
    return isJsonLines() || isWholeJson() ? beginning() : JSON.createObjectNode();
  }

  private ObjectNode beginning() {
    ObjectNode first = JSON.createObjectNode();
    try (JsonParser parser = JSON.createParser(head)) {
      JsonToken begun = parser.nextToken();
      if (begun == JsonToken.START_ARRAY) {
        begun = parser.nextToken();
      }
      if (begun == JsonToken.START_OBJECT) {
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
          parser.nextToken();
          first.set(key, parser.<JsonNode>readValueAsTree());
        }
      }
    } catch (IOException e) {
      return first; // cut off, or no JSON: what came before shows what it is
    }
    return first;
  }

  /** The keys of the first object of JSON Lines. */
  Set<String> keys() {
    return keys(firstObject());
  }

  /** The same of what may be one JSON text too. */
  Set<String> cardKeys() {
    return keys(firstCard());
  }

  private static Set<String> keys(ObjectNode object) {
    Set<String> keys = new TreeSet<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /**
   * The kind of a dump's cards that do not say it, by what the first one says; empty if they say it
   * or nothing speaks for one.
   */
  String hubKind() {
    JsonNode first = firstCard();
    boolean said = first.has("kind") || first.has("type") || first.has("repo_type");
    String kind = said ? null : CardKind.of(Card.tags(first), first, first.path("cardData"));
    return kind == null ? "" : kind;
  }

  /** A value of the first object of JSON Lines; empty if it has none. */
  String value(String key) {
    JsonNode value = firstObject().path(key);
    return value.isContainerNode() ? value.toString() : value.asText("");
  }
}
