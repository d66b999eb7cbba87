package org.headwaters.adapters;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;

/**
 * What folders such as {@code crawl=CC-MAIN-2026-05} say of the files in them, below the path that
 * the settings name. They fill gaps only: a column of the file's own says what it says, and where
 * it says nothing the folder does.
 */
final class FolderValues {
  /** How Hive writes that there is no value. */
  private static final String NOTHING = "__HIVE_DEFAULT_PARTITION__";

  private static final Pattern ESCAPED = Pattern.compile("%([0-9A-Fa-f]{2})");

  private FolderValues() {}

  /** The names to which folders between a base and a file give a value. */
  static Set<String> names(String file, String base) {
    Set<String> names = new TreeSet<>();
    for (String folder : folders(file, base)) {
      int mark = folder.indexOf('=');
      if (mark > 0) {
        names.add(unescaped(folder.substring(0, mark)));
      }
    }
    return names;
  }

  private static List<String> folders(String file, String base) {
    String below = file.startsWith(base + "/") ? file.substring(base.length() + 1) : "";
    List<String> parts = Arrays.asList(below.split("/", -1));
    return parts.subList(0, parts.size() - 1);
  }

  /** A folder's value as text, of several the nearest; null where none says anything. */
  private static @Nullable String value(String file, String base, String name) {
    String text = null;
    for (String folder : folders(file, base)) {
      int mark = folder.indexOf('=');
      if (mark > 0 && unescaped(folder.substring(0, mark)).equals(name)) {
        text = folder.substring(mark + 1);
      }
    }
    return text == null || text.equals(NOTHING) ? null : unescaped(text);
  }

  private static String unescaped(String text) {
    Matcher escaped = ESCAPED.matcher(text);
    return escaped.replaceAll(
        code ->
            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
  }

  /**
   * Rows with what folders below a base say where the rows themselves say nothing.
   *
   * @param ours a folder's name → our columns that it fills
   */
  static Dataset<Row> filled(Dataset<Row> rows, String base, Map<String, List<String>> ours) {
    List<String> present = Arrays.asList(rows.columns());
    Dataset<Row> filled = rows;
    for (Map.Entry<String, List<String>> folder : ours.entrySet()) {
      Column said =
          udf(new Nearest(base, folder.getKey()), DataTypes.StringType).apply(col(RawRows.FILE));
      for (String column : folder.getValue()) {
        Column value = said;
        if (present.contains(column)) {
          DataType type = rows.schema().apply(column).dataType();
          boolean text = type instanceof StringType;
          Column own = col(Adjustment.quoted(column));
          // What is no value of the file's type says nothing that could fill a gap of it.
          value = coalesce(own, text ? said : said.try_cast(type));
        }
        filled = filled.withColumn(column, value);
      }
    }
    return filled;
  }

  /** Rows of one file come one after another: its folders are looked at once. */
  private static final class Nearest implements UDF1<String, String> {
    private static final long serialVersionUID = 1;

    private final String base;
    private final String name;
    private transient @Nullable Said last;

    private record Said(String file, @Nullable String value) {}

    Nearest(String base, String name) {
      this.base = base;
      this.name = name;
    }

    @Override
    public @Nullable String call(String file) {
      Said said = last;
      if (said == null || !said.file().equals(file)) {
        said = new Said(file, value(file, base, name));
        last = said;
      }
      return said.value();
    }
  }
}
