package org.headwaters.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.UnresolvedName;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a list of assets.
 *
 * @param number its place in the list, from 1
 * @param aliases what a person has declared; the list's own names come on top, see {@link
 *     #declareIn}
 */
record ListedAsset(String file, long number, JsonNode entry, AssetNames aliases) {
  private static final String SERVICE = "service";
  private static final String DEPENDENCIES = "dependencies";

  /** A list that does not say how an asset was used claims nothing more. */
  private static final String DEPENDENCY = "dependency";

  private static final Set<String> FIELDS =
      Set.of("type", "name", "id", "organization", "created_date", "license", "url", DEPENDENCIES);

  private RecordFields fields() {
    return new RecordFields(entry);
  }

  private String text(String field) {
    return fields().text(field);
  }

  /** Counts what was taken over of it and what was passed over. */
  void count(FieldCounts counts) {
    fields().count(FIELDS, counts);
    if (!text("created_date").isEmpty() && released() == null) {
      counts.passedOver("created_date (no day)");
    }
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
    return !kind().isEmpty() && fields().texts("name").size() == 1;
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

  private @Nullable String released() {
    String date = text("created_date");
    return date.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? date : null;
  }

  Row asset(RawRow.Shape shape) {
    if (!readable()) {
      return broken(shape);
    }
    List<String> licences = fields().texts("license");
    return shape
        .row(file, number)
        .set(Assets.ASSET_ID, id())
        .set(Assets.KIND, kind())
        .set(Assets.NAME, text("name"))
        .set(Assets.PROVIDER, nullIfEmpty(text("organization")))
        .set(Assets.LICENSE, licences.isEmpty() ? null : Licences.spdx(licences))
        .set(Assets.RELEASED_ON, released())
        .set(Assets.HOMEPAGE, nullIfEmpty(text("url")))
        .done();
  }

  /** Its edges; what is no name is told, and the text of a name that nobody declared is kept. */
  List<Row> edges(AssetNames names, RawRow.Shape shape, FieldCounts counts) {
    List<Row> rows = new ArrayList<>();
    if (!readable()) {
      rows.add(broken(shape));
      return rows;
    }
    for (JsonNode unreadable : fields().unreadable(DEPENDENCIES)) {
      Row fault =
          RawRows.fault(
              Derivations.PARENT_ID,
              unreadable.toString(),
              "is_one_value",
              "Give names, or {name: …, relation: …}.");
      rows.add(shape.broken(file, number, fault));
    }
    for (RecordFields.Named one : fields().named(DEPENDENCIES)) {
      rows.add(
          shape
              .row(file, number)
              .set(Derivations.CHILD_ID, id())
              .set(Derivations.PARENT_ID, parent(one.text(), names, counts))
              .set(Derivations.RELATION, one.relation().isEmpty() ? DEPENDENCY : one.relation())
              .set(Derivations.EVIDENCE, nullIfEmpty(text("url")))
              .done());
    }
    return rows;
  }

  private String parent(String name, AssetNames names, FieldCounts counts) {
    String known = names.resolve("", name);
    if (known != null) {
      return known;
    }
    // Who depends on a name that nobody has declared most likely means something of its own kind;
    // as no table describes it, its kind counts as unknown all the same.
    AssetKind otherwise = kind().equals(Card.DATASET) ? AssetKind.DATASET : AssetKind.MODEL;
    String id = UnresolvedName.id(otherwise, id(), name);
    counts.unresolved(id, name);
    return id;
  }

  private Row broken(RawRow.Shape shape) {
    return shape.broken(
        file,
        number,
        RawRows.fault(
            "",
            entry.toString(),
            "says_type_and_name",
            "Give type as model, dataset or application, and one name."));
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
