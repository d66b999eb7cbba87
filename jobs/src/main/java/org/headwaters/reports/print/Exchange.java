package org.headwaters.reports.print;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.facts.ModelFacts;

/** A model's lineage in the formats that others read: CycloneDX, PROV-JSON, Croissant. */
public final class Exchange {
  private static final String FOLDER = "exchange/";

  private Exchange() {}

  /** The files, by path. */
  public static SortedMap<String, byte[]> files(ModelFacts facts) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(FOLDER + "bom.cdx.json", CycloneDx.of(facts).bytes());
    files.put(FOLDER + "prov.json", ProvJson.of(facts).bytes());
    for (Map.Entry<String, Json> each : Croissant.of(facts).entrySet()) {
      files.put(
          FOLDER + "croissant/" + FileNames.of(each.getKey()) + ".json", each.getValue().bytes());
    }
    return files;
  }
}
