package org.headwaters.adapters;

import java.util.Optional;
import org.headwaters.core.VisibleText;

/** Why a file or folder is left out of the settings, and what to write to have it read. */
final class LeftOut {
  private static final int SHOWN = 120;

  private LeftOut() {}

  static String why(PathPreview at, Optional<FileHead> head) {
    if (at.names().isEmpty()) {
      return "it holds no file. Put the files there, or take it away.";
    }
    String name = at.first().orElse(at.path()).getFileName().toString();
    if (name.matches("(?i).+\\.(xlsx?|ods|numbers)")) {
      return "a spreadsheet cannot be read. Save each sheet as CSV, beside it, and init again.";
    }
    if (name.endsWith(".parquet") && at.parquetColumns().isEmpty()) {
      return "no readable Parquet file. Write it again, or take it away.";
    }
    if (!at.parquetColumns().isEmpty()) {
      return columns(at, String.join(", ", at.parquetColumns()), "parquet", "");
    }
    if (head.isPresent()) {
      String nearest =
          Proposal.nearest(head.get()).map(table -> "; nearest comes " + table).orElse("");
      return columns(at, String.join(", ", head.get().columns()), head.get().format(), nearest);
    }
    String text = at.head().strip();
    if (text.isEmpty()) {
      return "it is empty. Deliver it again, or take it away.";
    }
    if (text.startsWith("[")) {
      return "JSON in one list. Write one object a line: jq -c '.[]' " + name + " > new.jsonl";
    }
    return "it holds no rows with named columns, and is of no format that is known"
        + " (docs/guides/data-team.md lists them). If it is one, name it: inputs.<table>:"
        + " {format: …, path: "
        + at.name()
        + "}";
  }

  private static String columns(PathPreview at, String columns, String format, String nearest) {
    String shown = columns.length() > SHOWN ? columns.substring(0, SHOWN) + "…" : columns;
    return "its columns ("
        + VisibleText.escaped(shown)
        + ") look like no table"
        + nearest
        + ". Say which is which: inputs.<table>: {format: "
        + format
        + ", path: "
        + at.name()
        + ", columns: {<ours>: <theirs>}, ignore: \"*\"}; docs/tables.md names ours.";
  }
}
