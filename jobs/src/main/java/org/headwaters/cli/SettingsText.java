package org.headwaters.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.adapters.Sniffer;
import org.headwaters.core.VisibleText;

/** The settings file that {@code init} writes: it explains itself, and says what is a guess. */
final class SettingsText {
  private SettingsText() {}

  static String of(Sniffer.Findings findings, String policy) {
    CommentedYaml yaml =
        new CommentedYaml()
            .comment(
                0, "Settings of Headwaters. Paths are relative to this file; flags win over the")
            .comment(0, "environment, the environment over this file. Unknown keys are errors.");
    if (!findings.proposed().isEmpty()) {
      yaml.comment(0, "")
          .comment(
              0,
              "Lines that begin with \"#? \" are proposals: correct them, then take the mark away.")
          .comment(0, "All at once: sed -i 's/^#? //' headwaters.yaml");
    }
    yaml.blank()
        .comment(
            0, "Where the tables lie: a folder, or a URI that Hadoop can open (s3a://…, hdfs://…).")
        .line(0, "lake: ./lake")
        .blank()
        .comment(0, "What a community decided about shares, one file for each range of days.")
        .line(0, "policies: " + policy)
        .blank()
        .comment(
            0, "One entry a table (docs/tables.md lists them); one that is not named is empty.")
        .comment(0, "  format    follows from the ending of csv, jsonl, parquet; else its name")
        .comment(0, "  columns   {ours: theirs}, where the names differ")
        .comment(0, "  constants {ours: text}, for what the file does not say")
        .comment(
            0, "  compose   {ours: \"text with {columns of ours}\"}, for ids that no column holds")
        .comment(0, "  values    {ours: {theirs: ours}}, for names that are not ours")
        .comment(0, "  ignore    columns of the file that are of no use; \"*\" for all others")
        .line(0, "inputs:");
    Map<String, List<Sniffer.Found>> found = new TreeMap<>();
    findings.found().forEach(e -> found.computeIfAbsent(e.table(), t -> new ArrayList<>()).add(e));
    Map<String, List<Sniffer.Proposed>> proposed = new TreeMap<>();
    findings
        .proposed()
        .forEach(e -> proposed.computeIfAbsent(e.table(), t -> new ArrayList<>()).add(e));
    Map<String, Boolean> tables = new TreeMap<>();
    proposed.keySet().forEach(table -> tables.put(table, true));
    found.keySet().forEach(table -> tables.put(table, false));
    tables.forEach(
        (table, toConfirm) -> {
          yaml.toConfirm(toConfirm).line(2, table + ":");
          found.getOrDefault(table, List.of()).forEach(e -> source(yaml, e.settings(), Map.of()));
          yaml.toConfirm(true);
          proposed
              .getOrDefault(table, List.of())
              .forEach(e -> source(yaml, e.settings(), e.notes()));
          yaml.toConfirm(false);
        });
    for (Sniffer.Left left : findings.left()) {
      yaml.comment(2, "not mapped: " + VisibleText.escaped(left.name() + ": " + left.why()));
    }
    return yaml.text();
  }

  private static void source(
      CommentedYaml yaml, Map<String, Object> settings, Map<String, String> notes) {
    Map<String, String> shown = new LinkedHashMap<>();
    notes.forEach((path, note) -> shown.put(path, VisibleText.escaped(note)));
    boolean first = true;
    for (Map.Entry<String, Object> each : settings.entrySet()) {
      yaml.entry(
          first ? 4 : 6,
          (first ? "- " : "") + each.getKey(),
          each.getKey(),
          each.getValue(),
          shown);
      first = false;
    }
  }
}
