package org.headwaters.adapters;

import java.util.regex.Pattern;
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

  /** Blanks of any kind, and what has no width. */
  private static final String BLANKS = "[\\h\\s\\uFEFF\\u200B]*";

  /** What others put around metadata: longer lines, TOML's, a block of code. */
  private static final Pattern LIKE_FENCE =
      Pattern.compile("\\s*(-{3,}(\\s.*)?|\\+{3}\\s*|[`~]{3,}\\s*\\w*\\s*|\\{)");

  private static final Pattern KEY = Pattern.compile("^\\s*(#|-|\"?[A-Za-z_-]+\"?\\s*[:=])");
  private static final Pattern FIELD =
      Pattern.compile(
          "^\\s*\\{?\\s*\"?(" + String.join("|", Card.FIELDS) + ")\"?\\s*[:=](\\s|\\S|$)");

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
    if (!isFence(line.text(), BLANKS)) {
      look(line, true);
      return null;
    }
    String indent = line.text().substring(0, line.text().indexOf('-'));
    for (line = lines.next(); line != null; line = lines.next()) {
      if (line.fault() != null) {
        return line.fault();
      }
      if (isFence(line.text(), "(" + Pattern.quote(indent) + ")?")) {
        look(lines.next(), false);
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

  /** The first line that is neither blank nor of a comment, without a comment before it. */
  private Lines.@Nullable Line first() {
    boolean comment = false;
    for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
      if (line.fault() != null) {
        return line;
      }
      String text = line.text();
      while (comment || text.replaceFirst(BLANKS, "").startsWith(COMMENT)) {
        int begun = comment ? 0 : text.indexOf(COMMENT) + COMMENT.length();
        int end = text.indexOf(COMMENT_END, begun);
        comment = end < 0;
        text = comment ? "" : text.substring(end + COMMENT_END.length());
        if (comment) {
          break;
        }
      }
      if (!text.matches(BLANKS)) {
        return new Lines.Line(line.number(), text, null);
      }
    }
    return null;
  }

  /**
   * Somebody meant front matter where it is not read: a fence of whatever kind and a field of ours
   * behind it, or such a field first of all.
   */
  private void look(Lines.@Nullable Line from, boolean first) {
    boolean fence = first;
    for (Lines.Line line = from; line != null && !elsewhere; line = lines.next()) {
      if (line.fault() != null) {
        return;
      }
      boolean field = FIELD.matcher(line.text()).find();
      elsewhere = fence && field;
      fence =
          LIKE_FENCE.matcher(line.text()).matches() || (fence && KEY.matcher(line.text()).find());
    }
  }

  private static boolean isFence(String line, String before) {
    return line.matches(before + FENCE + BLANKS);
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
