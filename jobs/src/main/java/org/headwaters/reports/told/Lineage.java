package org.headwaters.reports.told;

import static org.headwaters.reports.told.Rows.number;
import static org.headwaters.reports.told.Rows.text;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.lineage.FindingKind;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.core.source.ContributionPart;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Section;
import org.headwaters.reports.model.Sheet;

/** What the models are made of, as far as it was disclosed. */
final class Lineage {
  private static final Sheet FLOWS =
      Sheet.of(
          "flows",
          "The flows of the picture",
          "One row per month and link. Assets on one cycle are one; refunds are taken off.",
          Column.text("period", "Month"),
          Column.text("from", "From"),
          Column.text("to", "To"),
          Column.text("from_id", "From, id"),
          Column.text("to_id", "To, id"),
          Column.micros("amount_micros", "Amount"));

  private static final Sheet DISCLOSURE =
      Sheet.of(
          "disclosure",
          "Disclosed share, by provider",
          "One row per month and provider of the assets that money came through. Money that comes"
              + " through two assets of a provider counts in both.",
          Column.text("period", "Month"),
          Column.text("provider", "Provider"),
          Column.micros("in_micros", "Came in"),
          Column.micros("undisclosed_micros", "Undisclosed"),
          Column.ppm("disclosed_ppm", "Disclosed share"));

  private static final Sheet SYNTHETIC =
      Sheet.of(
          "synthetic",
          "Synthetic share of data sets",
          "One row per month and data set with documents: the weight that models made, beside what"
              + " people made; and the money that went on to those models.",
          Column.text("period", "Month"),
          Column.text("dataset_id", "Data set"),
          Column.count("weight_people", "Weight by people"),
          Column.count("weight_models", "Weight by models"),
          Column.ppm("synthetic_ppm", "Synthetic share"),
          Column.micros("to_models_micros", "Money to models"));

  private static final Sheet GENEALOGY =
      Sheet.of(
          "genealogy",
          "Genealogy",
          "One row per month and asset. Depth is the longest way down from an earner; assets of"
              + " one group lie on one cycle.",
          Column.text("period", "Month"),
          Column.text("asset_id", "Asset"),
          Column.text("name", "Name"),
          Column.text("provider", "Provider"),
          Column.text("disclosure", "Disclosure"),
          Column.count("depth", "Depth"),
          Column.text("group_id", "Group"));

  private static final Sheet LICENCES =
      Sheet.of(
          "licences",
          "Licence drift",
          "One row per month and derivation whose child has another licence than its parent, as"
              + " far as both are known.",
          Column.text("period", "Month"),
          Column.text("asset_id", "Asset"),
          Column.text("licence", "Its licence"),
          Column.text("parent_id", "Made from"),
          Column.text("parent_licence", "Licence of that"),
          Column.text("detail", "What it means"));

  private final Facts facts;
  private final Names names;

  Lineage(Facts facts, Names names) {
    this.facts = facts;
    this.names = names;
  }

  Section flows() {
    List<FlowDrawing> drawings =
        facts.months().stream().map(month -> new FlowDrawing(month, names)).toList();
    Rows rows = new Rows();
    drawings.forEach(drawing -> drawing.rows(rows));
    return Section.of(
            "flows",
            "From revenue to models, data sets and sources",
            List.of(),
            FLOWS.with(rows.all()))
        .drawn(drawings.stream().map(FlowDrawing::picture).toList());
  }

  Section disclosure() {
    return Section.of(
        "disclosure",
        "Disclosure",
        List.of(),
        DISCLOSURE.with(Rows.of(facts.months(), this::providers)));
  }

  private void providers(Rows rows, Month month) {
    Map<String, long[]> sums = new TreeMap<>();
    for (Month.Through each : month.through()) {
      long[] sum = sums.computeIfAbsent(names.provider(each.assetId()), provider -> new long[2]);
      sum[0] = Math.addExact(sum[0], each.inMicros());
      sum[1] = Math.addExact(sum[1], each.undisclosedMicros());
    }
    sums.forEach(
        (provider, sum) ->
            rows.add(
                text(month.period()),
                text(provider),
                number(sum[0]),
                number(sum[1]),
                sum[0] <= 0 ? Cell.none() : Cell.ppm(Math.subtractExact(sum[0], sum[1]), sum[0])));
  }

  Section genealogy() {
    return Section.of(
        "genealogy",
        "Synthetic data and genealogy",
        List.of(),
        SYNTHETIC.with(Rows.of(facts.months(), Lineage::synthetic)),
        GENEALOGY.with(Rows.of(facts.months(), this::nodes)));
  }

  private static void synthetic(Rows rows, Month month) {
    Map<String, BigInteger> people = new TreeMap<>();
    Map<String, BigInteger> models = new HashMap<>();
    for (Month.Contents each : month.contents()) {
      BigInteger weight = new BigInteger(each.weight());
      if (each.part().equals(ContributionPart.DOCUMENTS.key())) {
        people.merge(each.datasetId(), weight, BigInteger::add);
      } else if (each.part().equals(ContributionPart.GENERATED.key())) {
        people.putIfAbsent(each.datasetId(), BigInteger.ZERO);
        models.merge(each.datasetId(), weight, BigInteger::add);
      }
    }
    Map<String, Long> onward = new HashMap<>();
    for (MoneyFlow flow : month.flows()) {
      if (flow.relation() == Relation.GENERATED_BY) {
        onward.merge(flow.fromId(), flow.amountMicros(), Math::addExact);
      }
    }
    people.forEach(
        (dataset, weight) -> {
          BigInteger made = models.getOrDefault(dataset, BigInteger.ZERO);
          rows.add(
              text(month.period()),
              text(dataset),
              Cell.of(weight),
              Cell.of(made),
              Cell.ppm(made, made.add(weight)),
              number(onward.getOrDefault(dataset, 0L)));
        });
  }

  private void nodes(Rows rows, Month month) {
    for (Month.Node node : month.nodes()) {
      rows.add(
          text(month.period()),
          text(node.assetId()),
          text(names.of(node.assetId())),
          text(names.provider(node.assetId())),
          text(node.disclosure()),
          number(node.depth()),
          text(node.groupId()));
    }
  }

  Section licences() {
    return Section.of(
        "licences", "Licences", List.of(), LICENCES.with(Rows.of(facts.months(), this::drift)));
  }

  private void drift(Rows rows, Month month) {
    for (Month.Finding finding : month.findings()) {
      if (finding.finding().equals(FindingKind.LICENCE_DRIFT.key())) {
        String parent = finding.parentId();
        rows.add(
            text(month.period()),
            text(finding.assetId()),
            text(names.licence(finding.assetId())),
            text(parent),
            parent == null ? Cell.none() : text(names.licence(parent)),
            text(finding.detail()));
      }
    }
  }
}
