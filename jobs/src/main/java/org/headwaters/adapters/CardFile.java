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

/** One card: a README.md in a folder that says its name. */
final class CardFile implements RowFeed.Source {
  private static final Pattern CACHE = Pattern.compile("(models|datasets)--(.+)");

  private final String file;
  private final FrontMatter matter;
  private final Map<String, Set<String>> beside;
  private final CardRows rows;
  private final FieldCounts fields;
  private boolean read;

  /**
   * @param beside files beside the card, by folder
   */
  CardFile(CardFile.Opened opened, Map<String, Set<String>> beside, CardRows rows) {
    this.file = opened.file();
    this.matter = new FrontMatter(new Lines(opened.file(), opened.in()));
    this.beside = beside;
    this.rows = rows;
    this.fields = opened.fields();
  }

  /** An open file, and what counts its fields. */
  record Opened(String file, InputStream in, FieldCounts fields) {}

  @Override
  public boolean feed(Consumer<Row> out) {
    if (read) {
      return false;
    }
    read = true;
    Row fault = matter.read();
    JsonNode front = Card.empty();
    if (fault == null && !matter.yaml().isEmpty()) {
      try {
        front = Yaml.read(file, matter.yaml());
      } catch (YamlEngineException e) {
        fault =
            RawRows.fault(
                "",
                matter.yaml(),
                "is_yaml",
                "Correct the YAML between the --- lines: " + InputFiles.firstLine(e) + ".");
      }
    }
    if (matter.elsewhere()) {
      fields.passedOver("(front matter that does not come first)");
    }
    String kind = fault == null ? kind(front) : "";
    if (fault == null && kind == null) {
      fault =
          RawRows.fault(
              "",
              matter.yaml(),
              "card_says_its_kind",
              "Put the card below a folder models or datasets.");
    }
    if (fault != null) {
      out.accept(rows.shape().broken(file, 1, fault));
      return true;
    }
    if (!front.isObject() && !front.isMissingNode()) {
      fields.passedOver("(front matter that is no mapping)");
    }
    new RecordFields(front).count(Card.FIELDS, fields);
    Set<String> files = beside.getOrDefault(file.substring(0, file.lastIndexOf('/')), Set.of());
    Card card = new Card(String.valueOf(kind), id(), front, Card.tags(front), files);
    card.count(fields);
    rows.of(new CardRows.Place(file, 1, fields), card, out);
    return true;
  }

  private List<String> segments() {
    return Arrays.asList(file.split("/"));
  }

  private @Nullable String kind(JsonNode front) {
    String placed = CardKind.ofPlace(file);
    return placed.isEmpty() ? CardKind.of(Set.of(), front) : placed;
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
}
