package org.headwaters.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.RawRows;

/**
 * One entry of a list of assets.
 *
 * @param number its place in the list, from 1
 * @param aliases what a person has declared; the list's own names come on top, see {@link
 *     #declareIn}
 */
record ListedAsset(String file, long number, JsonNode entry, AssetNames aliases) {
  private static final String SERVICE = "service";

  /** Fields may stand as {@code {value: …, explanation: …}}. */
  private String text(String field) {
    JsonNode value = entry.path(field);
    return (value.isObject() ? value.path("value") : value).asText("").strip();
  }

  private String kind() {
    String type = text("type").toLowerCase(Locale.ROOT);
    return switch (type) {
      case "application", SERVICE -> SERVICE;
      case Card.MODEL, Card.DATASET -> type;
      case "data set" -> Card.DATASET;
      default -> "";
    };
  }

  private boolean readable() {
    return !kind().isEmpty() && !text("name").isEmpty();
  }

  /** Makes its own name known; a name that several entries have means none of them. */
  void declareIn(AssetNames names) {
    if (readable() && aliases.resolve(kind(), text("name")) == null) {
      names.declare(text("name"), id());
    }
  }

  private String id() {
    String declared = aliases.resolve(kind(), text("name"));
    if (!text("id").isEmpty()) {
      return text("id");
    }
    if (declared != null) {
      return declared;
    }
    String organisation = text("organization");
    return kind() + ":" + (organisation.isEmpty() ? "" : organisation + "/") + text("name");
  }

  Row asset(RawRow.Shape shape) {
    if (!readable()) {
      return broken(shape);
    }
    String date = text("created_date");
    String licence = text("license");
    return shape
        .row(file, number)
        .set(Assets.ASSET_ID, id())
        .set(Assets.KIND, kind())
        .set(Assets.NAME, text("name"))
        .set(Assets.PROVIDER, nullIfEmpty(text("organization")))
        .set(Assets.LICENSE, nullIfEmpty(licence))
        .set(Assets.RELEASED_ON, date.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? date : null)
        .set(Assets.HOMEPAGE, nullIfEmpty(text("url")))
        .done();
  }

  List<Row> edges(AssetNames names, RawRow.Shape shape) {
    List<Row> rows = new ArrayList<>();
    if (!readable()) {
      rows.add(broken(shape));
      return rows;
    }
    List<Dependency> dependencies = dependencies(names);
    boolean hasBase =
        dependencies.stream().anyMatch(one -> one.parent().startsWith(Card.MODEL + ":"));
    long dataSets =
        dependencies.stream().filter(one -> one.parent().startsWith(Card.DATASET + ":")).count();
    for (Dependency one : dependencies) {
      String relation =
          one.relation().isEmpty() ? usual(one.parent(), hasBase, dataSets > 1) : one.relation();
      rows.add(
          shape
              .row(file, number)
              .set(Derivations.CHILD_ID, id())
              .set(Derivations.PARENT_ID, one.parent())
              .set(Derivations.RELATION, relation)
              .set(Derivations.EVIDENCE, nullIfEmpty(text("url")))
              .done());
    }
    return rows;
  }

  private record Dependency(String parent, String relation) {}

  private List<Dependency> dependencies(AssetNames names) {
    List<Dependency> found = new ArrayList<>();
    JsonNode listed = entry.path("dependencies");
    for (JsonNode one : listed.isArray() ? listed : List.of(listed)) {
      String name = (one.isObject() ? one.path("name") : one).asText("").strip();
      if (name.isEmpty()) {
        continue;
      }
      String known = names.resolve("", name);
      // Who depends on a name that nobody has declared most likely means something of its own kind.
      String otherwise = kind().equals(Card.DATASET) ? Card.DATASET : Card.MODEL;
      found.add(
          new Dependency(
              known == null ? otherwise + ":unresolved/" + name : known,
              one.path("relation").asText("").strip()));
    }
    return found;
  }

  /** What a dependency of these kinds usually is, where the list does not say. */
  private String usual(String parent, boolean hasBase, boolean severalDataSets) {
    boolean data = parent.startsWith(Card.DATASET + ":");
    return switch (kind()) {
      case SERVICE -> data ? "retrieval_data" : "serves";
      case Card.MODEL -> !data ? "finetune" : hasBase ? "finetuning_data" : "pretraining_data";
      default -> !data ? "generated_by" : severalDataSets ? "mixture" : "subset";
    };
  }

  private Row broken(RawRow.Shape shape) {
    return shape.broken(
        file,
        number,
        RawRows.fault(
            "",
            entry.toString(),
            "says_type_and_name",
            "Give type as model, dataset or application, and a name."));
  }

  private static @org.jspecify.annotations.Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
