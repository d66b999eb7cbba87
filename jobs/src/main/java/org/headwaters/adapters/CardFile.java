package org.headwaters.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One card: YAML front matter between two lines of {@code ---}, in a folder that says its name. */
final class CardFile implements RowFeed.Source {
  private static final String FENCE = "---";
  private static final int FRONT_CHARACTERS = 4 << 20;
  private static final Pattern CACHE = Pattern.compile("(models|datasets)--(.+)");

  /** Keys that only the one or the other kind of card has. */
  private static final Set<String> OF_MODELS =
      Set.of("base_model", "library_name", "pipeline_tag", "model-index", "datasets");

  private static final Set<String> OF_DATASETS =
      Set.of(
          "dataset_info",
          "task_categories",
          "task_ids",
          "size_categories",
          "source_datasets",
          "language_creators",
          "annotations_creators",
          "configs");

  private final String file;
  private final Lines lines;
  private final Map<String, Set<String>> beside;
  private final CardRows rows;
  private boolean read;

  CardFile(String file, InputStream in, Map<String, Set<String>> beside, CardRows rows) {
    this.file = file;
    this.lines = new Lines(file, in);
    this.beside = beside;
    this.rows = rows;
  }

  @Override
  public boolean feed(Consumer<Row> out) {
    if (read) {
      return false;
    }
    read = true;
    StringBuilder yaml = new StringBuilder();
    Row fault = front(yaml);
    JsonNode front = Card.empty();
    if (fault == null && yaml.length() > 0) {
      try {
        front = Yaml.read(file, yaml.toString());
      } catch (YamlEngineException e) {
        fault =
            fault(
                yaml.toString(),
                "is_yaml",
                "Correct the YAML between the --- lines: " + InputFiles.firstLine(e) + ".");
      }
    }
    String kind = fault == null ? kind(front) : "";
    if (fault == null && kind == null) {
      fault =
          fault(
              yaml.toString(),
              "card_says_its_kind",
              "Put the card below a folder models or datasets.");
    }
    if (fault != null || kind == null) {
      out.accept(rows.shape().broken(file, 1, fault == null ? fault("", "", "") : fault));
      return true;
    }
    Set<String> files = beside.getOrDefault(file.substring(0, file.lastIndexOf('/')), Set.of());
    rows.of(file, 1, new Card(kind, id(), front, Card.tags(front), files), out);
    return true;
  }

  /** Collects the front matter; returns what is wrong with it, if anything. */
  private @Nullable Row front(StringBuilder yaml) {
    Lines.Line line = lines.next();
    if (line == null || !line.text().strip().equals(FENCE)) {
      return line == null ? null : line.fault();
    }
    for (line = lines.next(); line != null; line = lines.next()) {
      if (line.fault() != null) {
        return line.fault();
      }
      if (line.text().stripTrailing().equals(FENCE)) {
        return null;
      }
      yaml.append(line.text()).append('\n');
      if (yaml.length() > FRONT_CHARACTERS) {
        break;
      }
    }
    return fault(yaml.toString(), "front_matter_ends", "End the front matter with a line ---.");
  }

  private List<String> segments() {
    return Arrays.asList(file.split("/"));
  }

  private @Nullable String kind(JsonNode front) {
    for (String segment : segments()) {
      Matcher cache = CACHE.matcher(segment);
      String named = cache.matches() ? cache.group(1) : segment;
      if (named.equals("models")) {
        return Card.MODEL;
      }
      if (named.equals("datasets")) {
        return Card.DATASET;
      }
    }
    boolean dataset = OF_DATASETS.stream().anyMatch(front::has);
    boolean model = OF_MODELS.stream().anyMatch(front::has);
    return dataset == model ? null : model ? Card.MODEL : Card.DATASET;
  }

  private String id() {
    List<String> segments = segments();
    for (String segment : segments) {
      Matcher cache = CACHE.matcher(segment);
      if (cache.matches()) {
        return cache.group(2).replace("--", "/");
      }
    }
    int last = segments.size() - 2;
    String organisation = last < 1 ? "models" : segments.get(last - 1);
    boolean alone = organisation.equals("models") || organisation.equals("datasets");
    String name = last < 0 ? "" : segments.get(last);
    return alone ? name : organisation + "/" + name;
  }

  private static Row fault(String value, String rule, String fix) {
    return RawRows.fault("", value, rule, fix);
  }
}
