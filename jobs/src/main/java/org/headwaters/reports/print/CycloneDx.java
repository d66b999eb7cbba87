package org.headwaters.reports.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.reports.facts.ModelFacts.Described;
import org.headwaters.reports.facts.ModelLineage;

/** A model's lineage as a bill of materials: CycloneDX 1.7, with models and data as components. */
final class CycloneDx {
  private final ModelFacts facts;

  private CycloneDx(ModelFacts facts) {
    this.facts = facts;
  }

  static Json of(ModelFacts facts) {
    return new CycloneDx(facts).bom();
  }

  private Json bom() {
    Map<String, Json> bom = new TreeMap<>();
    bom.put("$schema", Json.text("http://cyclonedx.org/schema/bom-1.7.schema.json"));
    bom.put("bomFormat", Json.text("CycloneDX"));
    bom.put("specVersion", Json.text("1.7"));
    bom.put("serialNumber", Json.text(serialNumber()));
    bom.put(
        "metadata",
        Json.object(
            Map.of(
                "component",
                component(facts.model()),
                "properties",
                new Json.Array(
                    List.of(
                        property("headwaters:period", facts.period()),
                        property("headwaters:booking_id", facts.bookingId()))))));
    bom.put(
        "components",
        new Json.Array(facts.assets().stream().skip(1).map(this::component).toList()));
    bom.put(
        "dependencies",
        new Json.Array(facts.assets().stream().map(each -> dependency(each.assetId())).toList()));
    return Json.object(bom);
  }

  /** The same for the same model and booking. */
  private String serialNumber() {
    String hex =
        Hash.of(Json.texts(List.of(facts.bookingId(), facts.model().assetId())).bytes()).hex();
    return "urn:uuid:"
        + String.join(
            "-",
            hex.substring(0, 8),
            hex.substring(8, 12),
            "8" + hex.substring(13, 16),
            "8" + hex.substring(17, 20),
            hex.substring(20, 32));
  }

  private Json component(Described asset) {
    boolean model = AssetKind.ofId(asset.assetId()) != AssetKind.DATASET;
    Map<String, Json> component = new TreeMap<>();
    component.put("type", Json.text(model ? "machine-learning-model" : "data"));
    component.put("bom-ref", Json.text(asset.assetId()));
    component.put("name", Json.text(asset.title()));
    String version = asset.version();
    if (version != null) {
      component.put("version", Json.text(version));
    }
    String provider = asset.provider();
    if (provider != null) {
      component.put("publisher", Json.text(provider));
    }
    String licence = asset.licence();
    if (licence != null) {
      Json named = Json.object(Map.of("name", Json.text(licence)));
      component.put("licenses", new Json.Array(List.of(Json.object(Map.of("license", named)))));
    }
    WebAddress.of(asset.homepage())
        .ifPresent(
            url ->
                component.put(
                    "externalReferences",
                    new Json.Array(
                        List.of(
                            Json.object(
                                Map.of("type", Json.text("website"), "url", Json.text(url)))))));
    if (model) {
      modelCard(asset.assetId(), component);
    } else {
      component.put(
          "data",
          new Json.Array(
              List.of(
                  Json.object(
                      Map.of("type", Json.text("dataset"), "name", Json.text(asset.title()))))));
    }
    return Json.object(component);
  }

  private void modelCard(String assetId, Map<String, Json> component) {
    List<Json> datasets = new ArrayList<>();
    for (String parent : parents(assetId)) {
      if (AssetKind.ofId(parent) == AssetKind.DATASET) {
        datasets.add(Json.object(Map.of("ref", Json.text(parent))));
      }
    }
    if (!datasets.isEmpty()) {
      Json parameters = Json.object(Map.of("datasets", new Json.Array(datasets)));
      component.put("modelCard", Json.object(Map.of("modelParameters", parameters)));
    }
  }

  private Json dependency(String assetId) {
    Map<String, Json> dependency = new TreeMap<>();
    dependency.put("ref", Json.text(assetId));
    Set<String> parents = parents(assetId);
    if (!parents.isEmpty()) {
      dependency.put("dependsOn", Json.texts(List.copyOf(parents)));
    }
    return Json.object(dependency);
  }

  private Set<String> parents(String assetId) {
    Set<String> parents = new TreeSet<>(KeyOrder.UTF8);
    for (ModelLineage.Edge edge : facts.lineage().edges()) {
      if (edge.childId().equals(assetId) && !edge.parentId().equals(assetId)) {
        parents.add(edge.parentId());
      }
    }
    return parents;
  }

  private static Json property(String name, String value) {
    return Json.object(Map.of("name", Json.text(name), "value", Json.text(value)));
  }
}
