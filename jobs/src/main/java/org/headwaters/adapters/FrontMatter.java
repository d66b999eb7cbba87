package org.headwaters.adapters;

import org.apache.spark.sql.Row;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;

/**
 * The front matter of a card: YAML between two lines of {@code ---} before anything else but blank
 * lines and comments ({@code <!-- … -->}). What looks like it further below is noticed, not read.
 */
final class FrontMatter {
  private static final String FENCE = "---";
  private static final int CHARACTERS = 4 << 20;
  private static final String COMMENT = "<!--";
  private static final String COMMENT_END = "-->";

  private final Lines lines;
  private final StringBuilder yaml = new StringBuilder();
  private boolean elsewhere;

  FrontMatter(Lines lines) {
    this.lines = lines;
  }

  /** Reads the card; returns what is wrong with it, if anything. */
  @Nullable Row read() {
    Lines.Line line = first();
    if (line == null || line.fault() != null) {
      return line == null ? null : line.fault();
    }
    if (!isFence(line)) {
      look(line);
      return null;
    }
    for (line = lines.next(); line != null; line = lines.next()) {
      if (line.fault() != null) {
        return line.fault();
      }
      if (isFence(line)) {
        return null;
      }
      yaml.append(line.text()).append('\n');
      if (yaml.length() > CHARACTERS) {
        break;
      }
    }
    return RawRows.fault(
        "", yaml.toString(), "front_matter_ends", "End the front matter with a line ---.");
  }

  /** The first line that is neither blank nor of a comment. */
  private Lines.@Nullable Line first() {
    boolean comment = false;
    for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
      String text = line.text().strip();
      comment |= text.startsWith(COMMENT);
      if (line.fault() != null || !(comment || text.isEmpty())) {
        return line;
      }
      comment &= !text.contains(COMMENT_END);
    }
    return null;
  }

  /** Two fences further below, the first with a key behind it: somebody meant front matter. */
  private void look(Lines.Line from) {
    boolean fence = false;
    boolean keyed = false;
    for (Lines.Line line = from; line != null && !elsewhere; line = lines.next()) {
      if (line.fault() != null) {
        return;
      }
      if (isFence(line)) {
        elsewhere = fence && keyed;
        fence = true;
        keyed = false;
      } else if (fence && line.text().matches("[A-Za-z_-]+:( .*)?")) {
        keyed = true;
      }
    }
  }

  private static boolean isFence(Lines.Line line) {
    return line.text().stripTrailing().equals(FENCE);
  }

  /** The YAML text; empty if the card has none. */
  String yaml() {
    return yaml.toString();
  }

  /** Whether something below looks like front matter that was not read. */
  boolean elsewhere() {
    return elsewhere;
  }
}
