package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.ManifestEntries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that others made, as they are, of formats that have no reader of their own here. */
final class RealFilesTest {
  @TempDir Path folder;

  /** A graph of who passes money to whom: a row's parent is what we call the child. */
  @Test
  void everyEdgeOfTheRealDependencyGraphIsKept() {
    Path graph = Outside.real("deepfunding/repo_parent_weight_graph.csv");
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("columns", Map.of("child_id", "parent", "parent_id", "repo"));
    settings.put("constants", Map.of("relation", "dependency"));
    settings.put(
        "compose", Map.of("child_id", "model:{child_id}", "parent_id", "model:{parent_id}"));
    Outside outside = new Outside(folder);
    assertThat(outside.deliver(Derivations.TABLE, "csv", graph, settings))
        .isEqualTo(Outside.Counts.of(14_961L, 14_961L, 0L, 0L));
    List<String> children = outside.rows(Derivations.TABLE, Derivations.CHILD_ID);
    List<String> parents = outside.rows(Derivations.TABLE, Derivations.PARENT_ID);
    assertThat(Set.copyOf(children)).hasSize(32);
    Set<String> nodes = new java.util.TreeSet<>(children);
    nodes.addAll(parents);
    assertThat(nodes).hasSize(5_025);
  }

  /** A tree of messages a line: each is a document, and what lies in it is no column of ours. */
  @Test
  void everyConversationIsADocumentOfItsTree() {
    Path trees = Outside.real("oasst/en_100_message.jsonl");
    Outside outside = new Outside(folder);
    assertThat(
            outside.deliver(
                ManifestEntries.TABLE,
                "jsonl",
                trees,
                Map.of(
                    "columns",
                    Map.of("document_id", "message_id"),
                    "constants",
                    Map.of("dataset_id", "dataset:oasst"),
                    "ignore",
                    List.of("*"))))
        .isEqualTo(Outside.Counts.of(100L, 100L, 0L, 0L));
  }

  /** What init says of each: read as it is, or left out with a reason. */
  @Test
  void noFileIsPassedOverWithoutAWord() {
    Path real = Outside.real("README.md").getParent();
    Map<String, String> said = new TreeMap<>();
    for (String each :
        List.of("croissant/1.0", "croissant/1.1", "ml-bom", "oasst", "deepfunding")) {
      Sniffer.Findings findings = Sniffer.look(real.resolve(each), Set.of("LICENSE"));
      findings.found().forEach(f -> said.put(each + "/" + f.settings().get("path"), f.table()));
      findings
          .proposed()
          .forEach(p -> said.put(each + "/" + p.settings().get("path"), "?" + p.table()));
      findings.left().forEach(l -> said.put(each + "/" + l.name(), l.why()));
    }
    assertThat(said).isEmpty();
  }
}
