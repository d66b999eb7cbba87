package org.headwaters.reports.told;

import static org.headwaters.reports.told.Rows.number;
import static org.headwaters.reports.told.Rows.text;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.reports.facts.ModelFacts.Described;
import org.headwaters.reports.facts.ModelFacts.Slice;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Sheet;
import org.headwaters.reports.model.Template;
import org.headwaters.reports.model.Template.Field;

/** The lists of the EU's template: data sets, and the most relevant domain names. */
final class EuLists {
  private static final Sheet DOMAINS =
      Sheet.of(
          "domains",
          "Most relevant domain names",
          "One row per domain name, the largest by tokens taken from its crawled pages: the largest"
              + " tenth of all names; for small and medium enterprises the largest twentieth, 1 000"
              + " at most.",
          Column.count("rank", "Rank"),
          Column.text("domain", "Domain name"),
          Column.count("documents", "Pages"),
          Column.count("tokens", "Tokens"));

  private static final Sheet LARGE =
      Sheet.of(
          "datasets",
          "Data sets and what is large among them",
          "One row per data set and modality. A public data set is large where it holds more than 3 %"
              + " of its modality: of the public data of the model (which the template's list is made"
              + " by), or of all its data (another reading of the same rule).",
          Column.text("dataset_id", "Data set"),
          Column.text("name", "Name"),
          Column.text("link", "Link"),
          Column.text("kind", "Kind, as attested"),
          Column.text("modality", "Modality"),
          Column.count("size", "Size"),
          Column.ppm("of_public_ppm", "Of the public data"),
          Column.ppm("of_all_ppm", "Of all data"),
          Column.text("large_of_public", "Large, of the public"),
          Column.text("large_of_all", "Large, of all"));

  private static final long LARGE_PPM = 30_000;
  private final ModelFacts facts;
  private final Attestations said;
  private final OwnSizes sizes;

  EuLists(ModelFacts facts, Attestations said) {
    this.facts = facts;
    this.said = said;
    this.sizes = new OwnSizes(facts);
  }

  /** An asset by name and link, as the template lists them. */
  Json named(String assetId) {
    Described asset = described(assetId);
    Map<String, Json> members = new TreeMap<>();
    members.put("id", Json.text(assetId));
    members.put("name", Json.text(asset.title()));
    members.put("link", Json.text(asset.homepage() == null ? Template.OPEN : asset.homepage()));
    return Json.object(members);
  }

  private Described described(String assetId) {
    return facts.assets().stream()
        .filter(asset -> asset.assetId().equals(assetId))
        .findFirst()
        .orElseGet(() -> Described.unknown(assetId));
  }

  /** The data sets that the model itself was made from. */
  Set<String> own() {
    return facts.lineage().ownDataSets();
  }

  /** Whether its data set was said to be of a kind. */
  boolean is(Slice slice, String kind) {
    return said.kind(slice.datasetId()).equals(kind);
  }

  /** Every data set and modality. */
  Sheet datasets() {
    Map<String, Long> all = sizes.byModality(slice -> true);
    Map<String, Long> open = sizes.byModality(slice -> is(slice, "public"));
    Rows rows = new Rows();
    for (String dataset : own()) {
      Map<String, Long> here = sizes.byModality(slice -> slice.datasetId().equals(dataset));
      boolean isPublic = said.kind(dataset).equals("public");
      here.forEach(
          (modality, size) -> {
            Cell ofPublic =
                isPublic ? Cell.ppm(size, open.getOrDefault(modality, 0L)) : Cell.none();
            Cell ofAll = Cell.ppm(size, all.getOrDefault(modality, 0L));
            rows.add(
                text(dataset),
                text(described(dataset).title()),
                text(described(dataset).homepage()),
                text(said.kind(dataset)),
                text(modality),
                number(size),
                ofPublic,
                ofAll,
                large(ofPublic),
                isPublic ? large(ofAll) : Cell.none());
          });
    }
    return LARGE.with(rows.all());
  }

  private static Cell large(Cell ppm) {
    String value = ppm.value();
    return value == null ? Cell.none() : text(Long.parseLong(value) > LARGE_PPM ? "yes" : "no");
  }

  /** As many domains as the size of the enterprise asks for. */
  Sheet domains(Field small) {
    long many =
        small.value().equals(Json.text("Yes"))
            ? Math.min(1_000, (facts.domainCount() + 19) / 20)
            : (facts.domainCount() + 9) / 10;
    Rows rows = new Rows();
    long rank = 0;
    for (ModelFacts.Domain domain : facts.domains()) {
      rank++;
      if (rank <= many) {
        rows.add(
            number(rank), text(domain.name()), number(domain.documents()), number(domain.tokens()));
      }
    }
    return DOMAINS.with(rows.all());
  }
}
