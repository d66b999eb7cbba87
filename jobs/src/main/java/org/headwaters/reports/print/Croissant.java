package org.headwaters.reports.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.reports.facts.ModelFacts.Described;
import org.headwaters.reports.facts.ModelLineage;

/**
 * A data set as Croissant 1.1 describes it: what it is and what it was made from, not its files.
 */
final class Croissant {
  /** The vocabulary's own context, and the names that provenance is told by. */
  private static final Map<String, String> CONTEXT =
      Map.ofEntries(
          Map.entry("@language", "en"),
          Map.entry("@vocab", "https://schema.org/"),
          Map.entry("citeAs", "cr:citeAs"),
          Map.entry("column", "cr:column"),
          Map.entry("conformsTo", "dct:conformsTo"),
          Map.entry("cr", "http://mlcommons.org/croissant/"),
          Map.entry("rai", "http://mlcommons.org/croissant/RAI/"),
          Map.entry("dct", "http://purl.org/dc/terms/"),
          Map.entry("equivalentProperty", "cr:equivalentProperty"),
          Map.entry("extract", "cr:extract"),
          Map.entry("field", "cr:field"),
          Map.entry("fileProperty", "cr:fileProperty"),
          Map.entry("fileObject", "cr:fileObject"),
          Map.entry("fileSet", "cr:fileSet"),
          Map.entry("format", "cr:format"),
          Map.entry("includes", "cr:includes"),
          Map.entry("isLiveDataset", "cr:isLiveDataset"),
          Map.entry("jsonPath", "cr:jsonPath"),
          Map.entry("key", "cr:key"),
          Map.entry("md5", "cr:md5"),
          Map.entry("parentField", "cr:parentField"),
          Map.entry("path", "cr:path"),
          Map.entry("prov", "http://www.w3.org/ns/prov#"),
          Map.entry("recordSet", "cr:recordSet"),
          Map.entry("references", "cr:references"),
          Map.entry("regex", "cr:regex"),
          Map.entry("repeated", "cr:repeated"),
          Map.entry("replace", "cr:replace"),
          Map.entry("samplingRate", "cr:samplingRate"),
          Map.entry("sc", "https://schema.org/"),
          Map.entry("separator", "cr:separator"),
          Map.entry("source", "cr:source"),
          Map.entry("subField", "cr:subField"),
          Map.entry("transform", "cr:transform"));

  private Croissant() {}

  /** One document for each data set of the model's lineage, by the data set's id. */
  static Map<String, Json> of(ModelFacts facts) {
    Map<String, Json> documents = new TreeMap<>();
    for (Described asset : facts.assets()) {
      if (AssetKind.ofId(asset.assetId()) == AssetKind.DATASET) {
        documents.put(asset.assetId(), document(facts, asset));
      }
    }
    return documents;
  }

  private static Json document(ModelFacts facts, Described asset) {
    Map<String, Json> document = new TreeMap<>();
    document.put("@context", context());
    document.put("@type", Json.text("sc:Dataset"));
    document.put("conformsTo", Json.text("http://mlcommons.org/croissant/1.1"));
    document.put("name", Json.text(asset.title()));
    document.put("identifier", Json.text(asset.assetId()));
    document.put(
        "description",
        Json.text(
            "A data set of the lineage of "
                + facts.model().assetId()
                + ", as booked for "
                + facts.period()
                + ". Its files are where its provider keeps them."));
    String licence = asset.licence();
    if (licence != null) {
      document.put("license", Json.text(licence));
    }
    String version = asset.version();
    if (version != null) {
      document.put("version", Json.text(version));
    }
    String released = asset.releasedOn();
    if (released != null) {
      document.put("datePublished", Json.text(released));
    }
    WebAddress.of(asset.homepage()).ifPresent(url -> document.put("url", Json.text(url)));
    String provider = asset.provider();
    if (provider != null) {
      document.put(
          "creator",
          Json.object(Map.of("@type", Json.text("sc:Organization"), "name", Json.text(provider))));
    }
    List<Json> parents = new ArrayList<>();
    for (ModelLineage.Edge edge : facts.lineage().edges()) {
      if (edge.childId().equals(asset.assetId())) {
        parents.add(
            Json.object(
                Map.of(
                    "@type", Json.text("prov:Entity"), "prov:label", Json.text(edge.parentId()))));
      }
    }
    if (!parents.isEmpty()) {
      document.put("prov:wasDerivedFrom", new Json.Array(parents));
    }
    return Json.object(document);
  }

  private static Json context() {
    Map<String, Json> context = new TreeMap<>();
    CONTEXT.forEach((name, meaning) -> context.put(name, Json.text(meaning)));
    context.put("data", typed("cr:data", "@json"));
    context.put("dataType", typed("cr:dataType", "@vocab"));
    context.put("examples", typed("cr:examples", "@json"));
    return Json.object(context);
  }

  private static Json typed(String id, String type) {
    return Json.object(Map.of("@id", Json.text(id), "@type", Json.text(type)));
  }
}
