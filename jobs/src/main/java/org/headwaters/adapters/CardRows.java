package org.headwaters.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
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

  void of(String file, long line, Card card, Consumer<Row> rows) {
    if (!card.id().matches(HUB_ID)) {
      rows.accept(
          shape.broken(
              file,
              line,
              RawRows.fault(
                  "", card.id(), "is_a_hub_id", "Give the card's id as organisation/name.")));
    } else if (derivations) {
      edges(file, line, card, rows);
    } else {
      rows.accept(asset(file, line, card));
    }
  }

  private Row asset(String file, long line, Card card) {
    int slash = card.id().indexOf('/');
    List<String> licences = Card.texts(card.front(), "license");
    String created = card.front().path("createdAt").asText("");
    return shape
        .row(file, line)
        .set(Assets.ASSET_ID, assetId(card.kind(), card.id()))
        .set(Assets.KIND, card.kind())
        .set(Assets.NAME, card.id().substring(slash + 1))
        .set(Assets.PROVIDER, slash < 0 ? null : card.id().substring(0, slash))
        .set(Assets.LICENSE, licences.isEmpty() ? null : Licences.spdx(licences))
        .set(Assets.RELEASED_ON, created.length() < 10 ? null : created.substring(0, 10))
        .set(Assets.HOMEPAGE, card.homepage())
        .done();
  }

  private void edges(String file, long line, Card card, Consumer<Row> rows) {
    for (JsonNode unreadable : card.unreadable()) {
      Row fault =
          RawRows.fault(
              Derivations.PARENT_ID, unreadable.toString(), "is_one_value", "Give one name.");
      rows.accept(shape.broken(file, line, fault));
    }
    if (card.kind().equals(Card.MODEL)) {
      List<String> bases = card.baseModels();
      for (String base : bases) {
        String relation = card.relation(base);
        String written = card.front().path("base_model_relation").asText("");
        String how = written.isEmpty() ? "inferred" : "base_model_relation: " + written;
        rows.accept(edge(file, line, card, new Parent(Card.MODEL, base, relation, how)));
      }
      String use = bases.isEmpty() ? "pretraining_data" : "finetuning_data";
      for (String data : Card.texts(card.front(), "datasets")) {
        rows.accept(edge(file, line, card, new Parent(Card.DATASET, data, use, "datasets")));
      }
      return;
    }
    List<String> sources = card.sourceDatasets();
    String relation = sources.size() > 1 ? "mixture" : "subset";
    for (String source : sources) {
      rows.accept(
          edge(file, line, card, new Parent(Card.DATASET, source, relation, "source_datasets")));
    }
    if (card.synthetic()) {
      rows.accept(
          edge(
              file,
              line,
              card,
              new Parent(Card.MODEL, "unnamed/" + card.id(), "generated_by", "synthetic")));
    }
  }

  private record Parent(String kind, String id, String relation, String said) {}

  private Row edge(String file, long line, Card card, Parent parent) {
    RawRow row =
        shape
            .row(file, line)
            .set(Derivations.CHILD_ID, assetId(card.kind(), card.id()))
            .set(Derivations.PARENT_ID, assetId(parent.kind(), parent.id()))
            .set(Derivations.RELATION, parent.relation())
            .set(Derivations.EVIDENCE, card.homepage() + " (" + parent.said() + ")");
    return row.done();
  }

  private String assetId(String kind, String hubId) {
    String declared = names.resolve(kind, hubId);
    return declared == null ? kind + ":" + hubId : declared;
  }
}
