package org.headwaters.reports.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.reports.facts.ModelFacts.Described;
import org.headwaters.reports.facts.ModelFacts.Slice;
import org.headwaters.reports.facts.ModelLineage;
import org.headwaters.reports.model.Template;
import org.headwaters.reports.model.Template.Chapter;
import org.headwaters.reports.model.Template.Field;

/**
 * The public summary of training content that Article 53(1)(d) of Regulation (EU) 2024/1689 asks
 * for, in the order of the Commission's template.
 */
final class EuSummary {
  private static final Set<Relation> BASES =
      Set.of(
          Relation.FINETUNE,
          Relation.ADAPTER,
          Relation.QUANTIZED,
          Relation.MERGE,
          Relation.CONTINUED_PRETRAINING,
          Relation.DEPENDENCY);

  private final ModelFacts facts;
  private final Attestations said;
  private final OwnSizes sizes;
  private final EuLists lists;

  EuSummary(ModelFacts facts, Attestations said) {
    this.facts = facts;
    this.said = said;
    this.sizes = new OwnSizes(facts);
    this.lists = new EuLists(facts, said);
  }

  Template template() {
    Field small = said.yesOrNo("sme", "Small or medium enterprise?");
    List<Chapter> chapters = new ArrayList<>(List.of(head(small), general(), model(), data()));
    chapters.addAll(new EuSources(facts, said, lists).chapters(small));
    chapters.add(rights());
    said.checkAllUsed();
    return new Template(
        "eu-art53",
        "Public summary of training content: " + facts.model().title(),
        "Article 53(1)(d) of Regulation (EU) 2024/1689, in the order of the Commission's template."
            + " A provider that modified a model tells its own training data; that of the base is in"
            + " the base's summary.",
        chapters,
        List.of(lists.datasets(), lists.domains(small)));
  }

  private Chapter head(Field small) {
    return new Chapter(
        "0",
        "This summary",
        List.of(
            said.filled("summary_version", "Version of the summary", Json.text(facts.version())),
            said.filled("data_month", "Lineage as booked for", Json.text(facts.period())),
            said.filled("booking_id", "Booking that it rests on", Json.text(facts.bookingId())),
            said.asked("last_update", "Last update of the summary (YYYY-MM-DD)"),
            said.asked("authoritative_url", "Where this summary is published"),
            said.asked("earlier_versions", "Links to earlier versions, and what changed"),
            small));
  }

  private Chapter general() {
    return new Chapter(
        "1.1",
        "Provider",
        List.of(
            facts.model().provider() == null
                ? said.asked("provider_name", "Name of the provider")
                : said.filled(
                    "provider_name", "Name of the provider", Json.text(facts.model().provider())),
            said.asked("provider_contact", "Contact of the provider"),
            said.asked("representative_name", "Authorised representative"),
            said.asked("representative_contact", "Contact of the representative")));
  }

  private Chapter model() {
    Described model = facts.model();
    List<Json> bases =
        facts.lineage().ways().stream()
            .filter(edge -> BASES.contains(edge.relation()))
            .map(ModelLineage.Edge::parentId)
            .filter(parent -> AssetKind.ofId(parent) == AssetKind.MODEL)
            .distinct()
            .map(lists::named)
            .toList();
    return new Chapter(
        "1.2",
        "Model",
        List.of(
            said.filled("model_id", "Identifier", Json.text(model.assetId())),
            said.filled(
                "model_name",
                "Versioned name",
                Json.text(model.title() + (model.version() == null ? "" : " " + model.version()))),
            said.filled(
                "model_dependencies",
                "Models that it was made by modifying, as far as they are disclosed",
                bases.isEmpty() ? Json.text("none in the tables") : new Json.Array(bases)),
            said.asked("eu_market_date", "Date of placement on the Union market (YYYY-MM-DD)")));
  }

  private Chapter data() {
    List<Field> fields = new ArrayList<>();
    Map<String, Long> all = sizes.byModality(slice -> true);
    for (String modality : OwnSizes.modalityNames()) {
      String key = "size_bands." + modality;
      String label = "Size of " + modality + " data";
      Long size = all.get(modality);
      String band = size == null ? "none in the tables" : OwnSizes.band(modality, size);
      fields.add(
          band.isEmpty()
              ? said.asked(key, label + ", in hours: the tables count files")
              : said.filled(key, label, Json.text(band)));
      fields.add(said.asked("content_types." + modality, "Types of " + modality + " content"));
    }
    List<String> days = sizes.period(slice -> true);
    fields.add(
        days.isEmpty()
            ? said.asked("latest_acquisition_mm_yyyy", "Latest acquisition of data (MM/YYYY)")
            : said.filled(
                "latest_acquisition_mm_yyyy",
                "Latest acquisition of data (MM/YYYY)",
                Json.text(OwnSizes.month(days.get(days.size() - 1)))));
    fields.add(said.yesOrNo("training_continues", "Is the model trained on new data?"));
    fields.add(said.asked("linguistic_characteristics", "Languages"));
    fields.add(said.asked("other_characteristics", "Other characteristics"));
    return new Chapter("1.3", "Training data", fields);
  }

  private Chapter rights() {
    List<String> signals =
        facts.signals().stream()
            .map(
                each ->
                    each.kind()
                        + ": "
                        + each.signals()
                        + ", of them "
                        + each.refusals()
                        + " refuse")
            .toList();
    long refused = facts.slices().stream().mapToLong(Slice::refused).sum();
    return new Chapter(
        "3",
        "Rights",
        List.of(
            said.yesOrNo("tdm_signatory", "Signatory of the Code of Practice?"),
            said.asked("tdm_measures_desc", "Measures that respect reservations of rights"),
            said.filled("tdm_signals", "Signals that were observed, by kind", Json.texts(signals)),
            said.filled(
                "tdm_refused_documents",
                "Documents under an effective refusal when they were fetched",
                Json.text(refused)),
            said.asked("illegal_content_desc", "Removal of illegal content"),
            said.asked("other_measures_desc", "Other")));
  }
}
