package org.headwaters.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.UnresolvedName;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.RawRows;

/**
 * The rows that a card makes: one asset, or an edge for each asset that it names.
 *
 * <p>Data sets of a model with a base model are its fine-tuning data, of one without its
 * pre-training data: a card does not say which. A data set made from one other is a subset of it,
 * from several a mixture. A synthetic data set whose card names no generator has an edge to {@code
 * model:unnamed/<id>}, so that its part waits in undisclosed instead of going to people.
 *
 * @param derivations whether edges are asked for, else assets
 */
record CardRows(boolean derivations, AssetNames names, RawRow.Shape shape) implements Serializable {
  private static final String HUB_ID = "[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?";

  /** Where a card stands, and what counts its fields and keeps the names that mean nothing. */
  record Place(String file, long line, FieldCounts fields) {}

  void of(Place place, Card card, Consumer<Row> rows) {
    if (!card.id().matches(HUB_ID)) {
      rows.accept(
          shape.broken(
              place.file(),
              place.line(),
              RawRows.fault(
                  "", card.id(), "is_a_hub_id", "Give the card's id as organisation/name.")));
    } else if (derivations) {
      edges(place, card, rows);
    } else {
      rows.accept(asset(place, card));
    }
  }

  private Row asset(Place place, Card card) {
    int slash = card.id().indexOf('/');
    List<String> licences = card.licences();
    return shape
        .row(place.file(), place.line())
        .set(Assets.ASSET_ID, assetId(card.kind(), card.id()))
        .set(Assets.KIND, card.kind())
        .set(Assets.NAME, card.id().substring(slash + 1))
        .set(Assets.PROVIDER, slash < 0 ? null : card.id().substring(0, slash))
        .set(Assets.LICENSE, licences.isEmpty() ? null : Licences.spdx(licences))
        .set(Assets.RELEASED_ON, card.createdOn())
        .set(Assets.HOMEPAGE, card.homepage())
        .done();
  }

  private void edges(Place place, Card card, Consumer<Row> rows) {
    for (JsonNode unreadable : card.unreadable()) {
      Row fault =
          RawRows.fault(
              Derivations.PARENT_ID, unreadable.toString(), "is_one_value", "Give one name.");
      rows.accept(shape.broken(place.file(), place.line(), fault));
    }
    for (Parent parent : card.kind().equals(Card.MODEL) ? ofModel(card) : ofDataSet(card)) {
      rows.accept(
          shape
              .row(place.file(), place.line())
              .set(Derivations.CHILD_ID, assetId(card.kind(), card.id()))
              .set(Derivations.PARENT_ID, parentId(card, parent, place.fields()))
              .set(Derivations.RELATION, parent.relation())
              .set(Derivations.EVIDENCE, card.homepage() + " (" + parent.said() + ")")
              .done());
    }
  }

  /** Another asset as a card names it. */
  private record Parent(AssetKind kind, String written, String relation, String said) {}

  private static List<Parent> ofModel(Card card) {
    List<Parent> parents = new ArrayList<>();
    List<String> bases = card.baseModels();
    for (String base : bases) {
      String written = card.saidRelation();
      String how = written.isEmpty() ? "inferred" : "base_model_relation: " + written;
      parents.add(new Parent(AssetKind.MODEL, base, card.relation(base), how));
    }
    String use = bases.isEmpty() ? "pretraining_data" : "finetuning_data";
    for (String data : card.dataSets()) {
      parents.add(new Parent(AssetKind.DATASET, data, use, "datasets"));
    }
    return parents;
  }

  private static List<Parent> ofDataSet(Card card) {
    List<Parent> parents = new ArrayList<>();
    List<String> sources = card.sourceDatasets();
    String relation = sources.size() > 1 ? "mixture" : "subset";
    for (String source : sources) {
      parents.add(new Parent(AssetKind.DATASET, source, relation, "source_datasets"));
    }
    if (card.synthetic()) {
      parents.add(new Parent(AssetKind.MODEL, "unnamed/" + card.id(), "generated_by", "synthetic"));
    }
    return parents;
  }

  /** What a person declared, else the repository, else the child's own unresolved asset. */
  private String parentId(Card card, Parent parent, FieldCounts fields) {
    String kind = parent.kind().key();
    if (parent.written().startsWith("unnamed/")) {
      return kind + ":" + parent.written();
    }
    String declared = names.resolve(kind, parent.written());
    if (declared != null) {
      return declared;
    }
    String repository = HubName.repository(parent.kind(), parent.written());
    if (repository != null) {
      return assetId(kind, repository);
    }
    String id = UnresolvedName.id(parent.kind(), assetId(card.kind(), card.id()), parent.written());
    fields.unresolved(id, parent.written());
    return id;
  }

  private String assetId(String kind, String hubId) {
    String declared = names.resolve(kind, hubId);
    return declared == null ? kind + ":" + hubId : declared;
  }
}
