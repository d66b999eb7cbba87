package org.headwaters.reports.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.reports.facts.ModelFacts.Described;
import org.headwaters.reports.facts.ModelFacts.Slice;
import org.headwaters.reports.model.Template;
import org.headwaters.reports.model.Template.Chapter;

/** The twelve items that California's Civil Code § 3111 asks a developer to publish. */
final class CaliforniaSummary {
  private final ModelFacts facts;
  private final Attestations said;
  private final OwnSizes sizes;

  CaliforniaSummary(ModelFacts facts, Attestations said) {
    this.facts = facts;
    this.said = said;
    this.sizes = new OwnSizes(facts);
  }

  Template template() {
    List<Chapter> chapters = List.of(sources(), rights(), collected());
    said.checkAllUsed();
    return new Template(
        "ab2013",
        "Training data of " + facts.model().title(),
        "The twelve items of California Civil Code § 3111, of the data sets that the model itself"
            + " was made from, as booked for "
            + facts.period()
            + ".",
        chapters,
        List.of());
  }

  private Chapter sources() {
    return new Chapter(
        "1 to 4",
        "What the data sets are",
        List.of(
            said.filled("1_sources_or_owners", "1. Sources or owners", new Json.Array(owners())),
            said.asked("2_purpose", "2. How they further the purpose of the system"),
            said.filled("3_data_points", "3. Number of data points", Json.texts(points())),
            said.filled("4_types", "4. Types of data points", sizes.modalities(slice -> true)),
            said.asked("4_labels", "4. Types of labels")));
  }

  private List<Json> owners() {
    List<Json> owners = new ArrayList<>();
    Set<String> own = facts.lineage().ownDataSets();
    for (Described asset : facts.assets()) {
      if (own.contains(asset.assetId())) {
        Map<String, Json> members = new TreeMap<>();
        members.put("id", Json.text(asset.assetId()));
        members.put("name", Json.text(asset.title()));
        members.put(
            "owner", Json.text(asset.provider() == null ? Template.OPEN : asset.provider()));
        members.put("kind", Json.text(said.kind(asset.assetId())));
        owners.add(Json.object(members));
      }
    }
    return owners;
  }

  private List<String> points() {
    Map<String, long[]> sums = new TreeMap<>();
    for (Slice slice : facts.slices()) {
      long[] sum = sums.computeIfAbsent(slice.datasetId(), id -> new long[2]);
      sum[0] = Math.addExact(sum[0], slice.documents());
      sum[1] = Math.addExact(sum[1], slice.tokens());
    }
    List<String> points = new ArrayList<>();
    sums.forEach(
        (dataset, sum) ->
            points.add(dataset + ": " + sum[0] + " documents, " + sum[1] + " tokens"));
    return points;
  }

  private Chapter rights() {
    List<String> licences = new ArrayList<>();
    for (ModelFacts.Tally each : facts.licences()) {
      licences.add(
          (each.what() == null ? "not stated" : each.what())
              + ": "
              + each.documents()
              + " documents");
    }
    return new Chapter(
        "5 to 8",
        "Rights and persons",
        List.of(
            said.filled("5_licences", "5. Licences of the documents", Json.texts(licences)),
            said.asked(
                "5_protected", "5. Protected by copyright, trademark or patent, or public domain"),
            said.any(
                "6_licensed",
                "6. Purchased or licensed?",
                "licensed",
                facts.lineage().ownDataSets()),
            said.yesOrNo("7_personal_information", "7. Personal information?"),
            said.yesOrNo("8_consumer_information", "8. Aggregate consumer information?")));
  }

  private Chapter collected() {
    SyntheticData made = new SyntheticData(facts);
    List<String> days = sizes.period(slice -> true);
    return new Chapter(
        "9 to 12",
        "How they came about",
        List.of(
            said.asked("9_processing", "9. Cleaning, processing, and to what end"),
            days.isEmpty()
                ? said.asked("10_collected", "10. Collected from and to")
                : said.filled("10_collected", "10. Collected from and to", Json.texts(days)),
            said.yesOrNo("10_ongoing", "10. Is collection ongoing?"),
            said.asked("11_first_used", "11. Dates first used in development"),
            made.isKnown()
                ? said.filled(
                    "12_synthetic",
                    "12. Synthetic data, by these models",
                    Json.texts(List.copyOf(made.models())))
                : said.yesOrNo("12_synthetic", "12. Synthetic data? None is in the tables"),
            said.asked("12_synthetic_purpose", "12. What synthetic data is for")));
  }
}
