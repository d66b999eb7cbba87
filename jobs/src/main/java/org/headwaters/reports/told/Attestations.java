package org.headwaters.reports.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.headwaters.core.UsageError;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.model.Template;
import org.headwaters.reports.model.Template.Field;
import org.headwaters.reports.model.Template.Origin;

/**
 * What a person says of a model, from a file of theirs. Nothing here is ever inferred: a question
 * that the file does not answer stands open, and one that the tables answer may not be in it.
 */
public final class Attestations {
  /** What kinds of data sets there are; a person says which one each is of. */
  static final List<String> KINDS =
      List.of("public", "licensed", "private", "user", "own_crawl", "synthetic", "other");

  private static final String DATASETS = "datasets";
  private static final List<String> YES_NO = List.of("Yes", "No", Template.OPEN);

  private final Map<String, Json> said = new TreeMap<>();
  private final Map<String, String> kinds = new TreeMap<>();
  private final Set<String> asked = new TreeSet<>();
  private final Set<String> filled = new TreeSet<>();

  private Attestations() {}

  /**
   * From parsed YAML: texts or lists of texts by key, and under {@code datasets} the kind of each
   * data set.
   *
   * @throws UsageError if a value is of another form
   */
  public static Attestations of(Map<String, Object> yaml) {
    Attestations attestations = new Attestations();
    for (Map.Entry<String, Object> entry : yaml.entrySet()) {
      if (entry.getKey().equals(DATASETS)) {
        attestations.kinds(entry.getValue());
      } else {
        attestations.said.put(entry.getKey(), value(entry.getKey(), entry.getValue()));
      }
    }
    return attestations;
  }

  private void kinds(Object value) {
    UsageError.check(
        value instanceof Map<?, ?>, "Under datasets, give each data set's id and its kind.");
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
      String kind = String.valueOf(entry.getValue());
      UsageError.check(
          KINDS.contains(kind),
          "The data set %s is of the kind '%s': use one of %s.",
          entry.getKey(),
          kind,
          String.join(", ", KINDS));
      kinds.put(String.valueOf(entry.getKey()), kind);
    }
  }

  private static Json value(String key, Object value) {
    if (value instanceof List<?> list) {
      List<String> texts = new ArrayList<>();
      for (Object each : list) {
        texts.add(text(key, each));
      }
      return Json.texts(texts);
    }
    return Json.text(text(key, value));
  }

  private static String text(String key, Object value) {
    UsageError.check(
        value instanceof String || value instanceof Number,
        "What is said of %s is neither text nor a list of texts; put Yes and No in quotes.",
        key);
    return String.valueOf(value);
  }

  /** A question that a person answers. */
  Field asked(String key, String label) {
    asked.add(key);
    Json value = said.get(key);
    return value == null || value.equals(Json.text(Template.OPEN))
        ? new Field(key, label, Origin.MISSING, Json.text(Template.OPEN))
        : new Field(key, label, Origin.ATTESTED, value);
  }

  /** A question that a person answers with Yes or No. */
  Field yesOrNo(String key, String label) {
    Field field = asked(key, label);
    UsageError.check(
        field.value() instanceof Json.Text text && YES_NO.contains(text.value()),
        "%s is a question of Yes or No: write one of %s.",
        key,
        String.join(", ", YES_NO));
    return field;
  }

  /** A question that the tables answer. */
  Field filled(String key, String label, Json value) {
    filled.add(key);
    return new Field(key, label, Origin.TABLES, value);
  }

  /**
   * Whether any data set is of a kind: Yes as soon as one is said to be, No once all are said to be
   * others, else open.
   */
  Field any(String key, String label, String kind, Set<String> datasets) {
    filled.add(key);
    boolean some = datasets.stream().anyMatch(each -> kind.equals(kinds.get(each)));
    boolean all = !datasets.isEmpty() && kinds.keySet().containsAll(datasets);
    return some || all
        ? new Field(key, label, Origin.ATTESTED, Json.text(some ? "Yes" : "No"))
        : new Field(key, label, Origin.MISSING, Json.text(Template.OPEN));
  }

  /** The kind of a data set; {@link Template#OPEN} where nobody said one. */
  String kind(String datasetId) {
    return kinds.getOrDefault(datasetId, Template.OPEN);
  }

  /** Refuses what answers no question of the form, or one that the tables answer. */
  void checkAllUsed() {
    for (String key : said.keySet()) {
      UsageError.check(
          !filled.contains(key), "%s is filled in from the tables: take it out of your file.", key);
      UsageError.check(
          asked.contains(key),
          "There is no question %s that a person answers. There are: %s.",
          key,
          String.join(", ", asked));
    }
  }
}
