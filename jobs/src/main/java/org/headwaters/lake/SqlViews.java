package org.headwaters.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructField;
import org.headwaters.tables.Table;

/**
 * The tables by their names, and what follows from them, as SQL for DuckDB: plain Parquet is read,
 * so no extension is needed. One file for what anybody may read, and one beside what lies under
 * {@code private/}.
 */
public final class SqlViews {
  /** In a published table that has no month of its own, the folder tells it. */
  private static final String PERIOD = "period";

  private final Lake lake;
  private final StringBuilder sql = new StringBuilder();

  private SqlViews(Lake lake) {
    this.lake = lake;
  }

  /**
   * Rows of a table that count, as they lie in the lake now.
   *
   * @param months for a table without a month of its own: month and value of its partition
   */
  public record Counting(Table table, List<Map<String, Object>> slices, List<List<String>> months) {
    public Counting {
      slices = List.copyOf(slices);
      months = List.copyOf(months);
    }

    /** Rows that tell their month, or have none. */
    public static Counting of(Table table, List<Map<String, Object>> slices) {
      return new Counting(table, slices, List.of());
    }
  }

  /**
   * Writes {@code published/views.sql} and {@code private/views.sql}, each at once or not at all.
   *
   * @param published the tables of {@code published}
   * @param whole what the schema {@code private} shows
   */
  public static void write(Lake lake, List<Table> published, List<Counting> whole) {
    StaticFile.write(
        lake.fileSystem(), new Path(lake.root() + "/published/views.sql"), bytes(ofAll(published)));
    StaticFile.write(
        lake.fileSystem(),
        new Path(lake.root() + "/private/views.sql"),
        bytes(new SqlViews(lake).ofWhole(published, whole)));
  }

  /** Views of a folder of published tables, wherever it is copied to. */
  public static String ofAll(List<Table> published) {
    return """
    -- Views of this folder's tables, and of what follows from them, for DuckDB.
    -- Start it in this folder and say
    --   .read views.sql
    -- or from anywhere:
    --   SET VARIABLE published = '/path/to/published';
    --   .read /path/to/published/views.sql
    -- Other programs run the text of this file; docs/guides/analyst.md has questions to ask.

    """
        + tables(published)
        + resource("views.sql");
  }

  private static String tables(List<Table> published) {
    StringBuilder views = new StringBuilder();
    for (Table table : published) {
      boolean dated = List.of(table.schema().fieldNames()).contains(PERIOD);
      views
          .append("-- ")
          .append(table.contract().description().purpose())
          .append("\nCREATE OR REPLACE VIEW ")
          .append(table)
          .append(" AS\n  SELECT * FROM read_parquet(coalesce(getvariable('published'), '.') || '/")
          .append(table)
          .append("/period=*/*.parquet',\n    hive_partitioning = ")
          .append(!dated)
          .append(", hive_types_autocast = false);\n");
    }
    return views.append('\n').toString();
  }

  private String ofWhole(List<Table> published, List<Counting> whole) {
    sql.append(
        """
        -- For those who may read this folder: the views of published/views.sql and, in the schema
        -- `private`, the tables with one row a person and the inputs, as they stood when this file
        -- was written by `publish`. For DuckDB. Start it in the lake's folder and say
        --   .read private/views.sql
        -- or from anywhere:
        --   SET VARIABLE lake = '/path/to/lake';
        --   .read /path/to/lake/private/views.sql
        SET VARIABLE published = coalesce(getvariable('lake'), '.') || '/published';

        """);
    sql.append(tables(published)).append(resource("views.sql"));
    sql.append(
        """

        -- A file of the lake.
        CREATE OR REPLACE MACRO stored(file) AS coalesce(getvariable('lake'), '.') || file;

        CREATE SCHEMA IF NOT EXISTS private;

        """);
    whole.forEach(this::view);
    return sql.append(resource("private-views.sql")).toString();
  }

  private void view(Counting counting) {
    Table table = counting.table();
    List<DataFile> files = lake.log(table).files(new Slices(table, counting.slices()).files());
    sql.append("-- ").append(table.contract().description().purpose()).append('\n');
    sql.append("CREATE OR REPLACE VIEW private.").append(table).append(" AS\n  SELECT ");
    if (files.isEmpty()) {
      String nothing =
          Stream.of(table.schema().fields())
              .map(field -> "CAST(NULL AS " + type(field) + ") AS " + field.name())
              .collect(Collectors.joining(", "));
      sql.append(counting.months().isEmpty() ? "" : "CAST(NULL AS VARCHAR) AS period, ");
      sql.append(nothing).append(" WHERE false;\n");
      return;
    }
    sql.append(counting.months().isEmpty() ? "" : "month.period, ");
    sql.append(
        Stream.of(table.schema().fieldNames())
            .map(name -> "stored." + name)
            .collect(Collectors.joining(", ")));
    sql.append("\n  FROM read_parquet([").append(names(files)).append("\n  ], ");
    sql.append(partitions(table)).append(") AS stored");
    if (!counting.months().isEmpty()) {
      String rows =
          counting.months().stream()
              .map(month -> "('" + month.get(0) + "', '" + month.get(1) + "')")
              .collect(Collectors.joining(", "));
      sql.append("\n  JOIN (VALUES ").append(rows).append(") AS month(period, slice)");
      sql.append(" ON month.slice = stored.").append(table.partitions().get(0));
    }
    latest(table);
    sql.append(";\n");
  }

  /** Of several deliveries the last one that speaks of a key. */
  private void latest(Table table) {
    boolean deletes = List.of(table.schema().fieldNames()).contains(Delivery.DELETED);
    if (table.latestWins()) {
      sql.append("\n  QUALIFY row_number() OVER (PARTITION BY ")
          .append(String.join(", ", table.key()))
          .append(" ORDER BY ")
          .append(Table.DELIVERY_SEQ)
          .append(" DESC) = 1");
      // Asked of the row that counts, not before it is found.
      sql.append(deletes ? " AND NOT coalesce(" + Delivery.DELETED + ", false)" : "");
    }
  }

  private String names(List<DataFile> files) {
    return files.stream()
        .map(file -> file.path().toString().substring(lake.root().length()))
        .sorted()
        .map(name -> "\n    stored('" + name.replace("'", "''") + "')")
        .collect(Collectors.joining(","));
  }

  private static String partitions(Table table) {
    if (table.partitions().isEmpty()) {
      return "hive_partitioning = false";
    }
    return table.partitions().stream()
        .map(name -> "'" + name + "': " + type(table.stored().apply(name)))
        .collect(Collectors.joining(", ", "hive_partitioning = true, hive_types = {", "}"));
  }

  /** DuckDB's name of a column's type. */
  private static String type(StructField field) {
    String type = field.dataType().sql();
    if (type.startsWith("ARRAY<")) {
      return "VARCHAR[]";
    }
    return type.equals("STRING") ? "VARCHAR" : type.equals("TIMESTAMP") ? "TIMESTAMPTZ" : type;
  }

  private static String resource(String name) {
    try (InputStream in = SqlViews.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
