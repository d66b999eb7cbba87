package org.headwaters.reports.print;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.reports.facts.ModelFacts.Described;
import org.headwaters.reports.facts.ModelLineage;

/** A model's lineage as PROV-JSON: assets are entities, their providers agents. */
final class ProvJson {
  private static final String OWN = "hw:";

  private ProvJson() {}

  static Json of(ModelFacts facts) {
    Map<String, Json> entities = new TreeMap<>();
    Map<String, Json> agents = new TreeMap<>();
    Map<String, Json> derived = new TreeMap<>();
    Map<String, Json> attributed = new TreeMap<>();
    for (Described asset : facts.assets()) {
      entities.put(name(asset.assetId()), entity(asset));
      String provider = asset.provider();
      if (provider != null) {
        agents.put(
            name("provider:" + provider),
            Json.object(
                Map.of(
                    "prov:label",
                    Json.text(provider),
                    "prov:type",
                    Json.object(
                        Map.of(
                            "$", Json.text("prov:Organization"),
                            "type", Json.text("prov:QUALIFIED_NAME"))))));
        attributed.put(
            "_:a" + attributed.size(),
            Json.object(
                Map.of(
                    "prov:entity", Json.text(name(asset.assetId())),
                    "prov:agent", Json.text(name("provider:" + provider)))));
      }
    }
    Set<String> reached = facts.lineage().everything();
    for (ModelLineage.Edge edge : facts.lineage().edges()) {
      if (reached.contains(edge.childId())) {
        derived.put(
            "_:d" + derived.size(),
            Json.object(
                Map.of(
                    "prov:generatedEntity", Json.text(name(edge.childId())),
                    "prov:usedEntity", Json.text(name(edge.parentId())),
                    "hw:relation", Json.text(edge.relation().key()),
                    "hw:share_ppm", Json.text(edge.sharePpm()))));
      }
    }
    Map<String, Json> document = new TreeMap<>();
    document.put("prefix", Json.object(Map.of("hw", Json.text("urn:headwaters:"))));
    document.put("entity", Json.object(entities));
    document.put("agent", Json.object(agents));
    document.put("wasDerivedFrom", Json.object(derived));
    document.put("wasAttributedTo", Json.object(attributed));
    return Json.object(document);
  }

  private static Json entity(Described asset) {
    Map<String, Json> entity = new TreeMap<>();
    entity.put("prov:label", Json.text(asset.title()));
    entity.put("hw:id", Json.text(asset.assetId()));
    entity.put("hw:kind", Json.text(AssetKind.ofId(asset.assetId()).key()));
    String licence = asset.licence();
    if (licence != null) {
      entity.put("hw:licence", Json.text(licence));
    }
    return Json.object(entity);
  }

  /** A qualified name: what is no letter or digit is written as its bytes. */
  private static String name(String id) {
    StringBuilder name = new StringBuilder(OWN);
    for (byte each : id.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (each >= 'a' && each <= 'z')
              || (each >= 'A' && each <= 'Z')
              || (each >= '0' && each <= '9');
      if (plain) {
        name.append((char) each);
      } else {
        name.append('_')
            .append(Character.forDigit((each >> 4) & 0xF, 16))
            .append(Character.forDigit(each & 0xF, 16));
      }
    }
    return name.toString();
  }
}
