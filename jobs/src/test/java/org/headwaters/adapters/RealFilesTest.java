package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.ManifestEntries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that others made, as they are, of formats that have no reader of their own here. */
final class RealFilesTest {
  @TempDir Path folder;

  /** A graph of who passes money to whom: a row's parent is what we call the child. */
  @Test
  void everyEdgeOfTheRealDependencyGraphIsKeptWithItsWeight() {
    Path graph = Outside.real("deepfunding/repo_parent_weight_graph.csv");
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("columns", Map.of("child_id", "parent", "parent_id", "repo"));
    settings.put("constants", Map.of("relation", "dependency"));
    settings.put(
        "compose", Map.of("child_id", "model:{child_id}", "parent_id", "model:{parent_id}"));
    Outside outside = new Outside(folder);
    assertThat(outside.deliver(Derivations.TABLE, "csv", graph, settings))
        .isEqualTo(Outside.Counts.of(14_961L, 14_961L, 0L, 0L));
    assertThat(outside.rows(Derivations.TABLE, Derivations.WEIGHT))
        .hasSize(14_961)
        .contains("0.02941176470588235300");
    assertThat(outside.rows(Derivations.TABLE, Derivations.WEIGHT_GIVEN)).containsOnly("null");
    Set<String> children = Set.copyOf(outside.rows(Derivations.TABLE, Derivations.CHILD_ID));
    assertThat(children).as("those that pass something on").hasSize(32);
    Set<String> nodes = new TreeSet<>(children);
    nodes.addAll(outside.rows(Derivations.TABLE, Derivations.PARENT_ID));
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
    assertThat(said).hasSize(9);
    String edges = said.remove("deepfunding/repo_parent_weight_graph.csv");
    assertThat(edges)
        .contains("(repo, parent, weight) look like no table", "nearest comes derivations");
    assertThat(said.remove("oasst/en_100_message.jsonl"))
        .contains("(message_id, parent_id, text,", "columns: {<ours>: <theirs>}");
    assertThat(said.remove("deepfunding/expected_payout_per_1000000.csv"))
        .contains("(node, payout_of_1000000, is_parent) look like no table");
    assertThat(said.keySet())
        .containsExactly(
            "croissant/1.0/huggingface-anthropic-hh-rlhf",
            "croissant/1.0/huggingface-c4",
            "croissant/1.1/commoncrawl-CC-MAIN-2025-43-draft",
            "croissant/1.1/huggingface-squad_v2",
            "ml-bom/valid-machine-learning-1.7.json",
            "ml-bom/valid-machine-learning-considerations-env-1.7.json");
    assertThat(said.values())
        .allMatch(why -> why.contains("of no format that is known") && why.contains("name it"));
  }
}
