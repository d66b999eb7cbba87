package org.headwaters.jobs.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.UnresolvedName;
import org.headwaters.jobs.Deliverer;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Table;
import org.headwaters.tables.UnresolvedNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NameGapsTest {
  @TempDir Path folder;

  private static final String LIST =
      """
      - {type: dataset, name: The Web, organization: Open}
      - {type: model, name: Llama 2, organization: Meta, dependencies: [The Web]}
      - {type: model, name: Tuned, organization: Acme, dependencies: [LLaMA 2, the web]}
      - {type: model, name: Twin, organization: Acme, dependencies: [LLaMA 2]}
      - {type: model, name: Fed, organization: Acme, dependencies: [The Crawl, The Rest]}
      """;

  private JobReport deliver(Deliverer deliverer, Path list, Map<String, Object> options) {
    List<InputSource.Delivered> all = new ArrayList<>();
    for (Table table : List.of(Assets.TABLE, Derivations.TABLE)) {
      InputSource source =
          new InputSource(
              table.name(), "assets-yaml", list.toString(), Map.of(), Map.of(), Map.of(), options);
      all.add(new InputSource.Delivered(table.name(), List.of(source)));
    }
    return deliverer.deliver(all);
  }

  private static List<String> unresolved(Deliverer deliverer) {
    return deliverer.lake().read(UnresolvedNames.TABLE).collectAsList().stream()
        .map(
            row ->
                String.join(
                    " | ",
                    row.<String>getAs(UnresolvedNames.TABLE_NAME),
                    row.<String>getAs(UnresolvedNames.ASSET_ID),
                    row.<String>getAs(UnresolvedNames.USED_BY),
                    String.valueOf(row.<Long>getAs(UnresolvedNames.USES)),
                    String.valueOf(row.<String>getAs(UnresolvedNames.NAME))))
        .sorted()
        .toList();
  }

  private static String named(String child, String name) {
    String id = UnresolvedName.id(AssetKind.MODEL, child, name);
    return "derivations | " + id + " | " + child + " | 1 | " + name;
  }

  @Test
  void namesThatNobodyDeclaredStayInATableUntilSomebodyDoes() {
    Deliverer deliverer = new Deliverer(folder);
    Path list = deliverer.file("assets.yaml", LIST);
    JobReport report = deliver(deliverer, list, Map.of());
    assertThat(unresolved(deliverer))
        .containsExactlyInAnyOrder(
            named("model:Acme/Tuned", "LLaMA 2"),
            named("model:Acme/Fed", "The Rest"),
            named("model:Acme/Tuned", "the web"),
            named("model:Acme/Fed", "The Crawl"),
            named("model:Acme/Twin", "LLaMA 2"));
    assertThat(report.lines())
        .as("what was written stands in the private table alone")
        .anyMatch(
            line -> line.startsWith("unresolved names: 5 that no input describes, such as model:"))
        .noneMatch(line -> line.contains("LLaMA") || line.contains("Crawl"));
    Path aliases =
        deliverer.file(
            "aliases.yaml",
            """
            "model:Meta/Llama 2": [LLaMA 2]
            "dataset:open/crawl@1": [The Crawl]
            "dataset:open/rest@1": [The Rest]
            """);
    // A manifest describes its data set, also where no list of assets does.
    Path entries =
        deliverer.file(
            "entries.jsonl", "{\"dataset_id\":\"dataset:open/crawl@1\",\"document_id\":\"1\"}\n");
    deliverer.deliver(ManifestEntries.TABLE, entries);
    report = deliver(deliverer, list, Map.of("aliases", aliases.toString()));
    assertThat(unresolved(deliverer))
        .containsExactly(
            "derivations | dataset:open/rest@1 | model:Acme/Fed | 1 | null",
            named("model:Acme/Tuned", "the web"));
    assertThat(report.lines()).anyMatch(line -> line.startsWith("unresolved names: 2 "));
  }
}
