package org.headwaters.lake;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.Breach;
import org.headwaters.core.TryAgain;
import org.headwaters.tables.Codec;
import org.headwaters.tables.Table;

/**
 * The folder that holds every table of ours, each a Delta table at {@link #pathOf}.
 *
 * <p>A table that nobody wrote yet reads as empty. There is one door: every write, whoever's hands
 * the rows are in, projects to the declared columns, refuses a type that differs, a column that is
 * forgotten and a row of another slice, and holds each row to its contract ({@link ContractGuard}).
 * Logs are read and written through Delta Kernel, on the driver; rows go through Spark's executors,
 * or, where they are few, through the driver as well, which the lake alone decides
 * (docs/decisions/0007).
 */
public final class Lake {
  /** So many rows the driver reads itself: they become part of the plan instead of a scan. */
  private static final int DRIVER_ROWS = 4096;

  private static final int ATTEMPTS = 10;

  private final SparkSession spark;
  private final String root;
  private final Configuration configuration;
  private final Engine engine;
  private final int driverRows;

  /** {@code root} is any Hadoop-compatible URI or a local path. */
  public Lake(SparkSession spark, String root) {
    this(spark, root, DRIVER_ROWS);
  }

  /**
   * A lake whose driver reads tables of up to so many rows itself.
   *
   * @param driverRows 0: every row is read by Spark's executors, whatever the size
   */
  public Lake(SparkSession spark, String root, int driverRows) {
    this.spark = spark;
    this.root = LakeFiles.whole(root);
    this.configuration = new Configuration(spark.sparkContext().hadoopConfiguration());
    this.engine = DefaultEngine.create(new LakeFiles(configuration));
    this.driverRows = driverRows;
  }

  /**
   * The same lake, read and written in a session of its own with other settings of Spark's: nobody
   * else's plans see them, and nothing needs to be put back.
   */
  public Lake with(Map<String, String> settings) {
    SparkSession session = ((org.apache.spark.sql.classic.SparkSession) spark).cloneSession();
    settings.forEach((name, value) -> session.conf().set(name, value));
    return new Lake(session, root, driverRows);
  }

  public SparkSession spark() {
    return spark;
  }

  /** The lake's own URI, without a final slash. */
  public String root() {
    return root;
  }

  /** Where a table's files are: those with personal data lie apart, below {@code private}. */
  public String pathOf(Table table) {
    return root + (table.contract().isPrivate() ? "/private/" : "/") + table.name();
  }

  public boolean exists(Table table) {
    return log(table).exists();
  }

  /** The columns that the table's log declares; empty if nobody wrote the table. */
  public Optional<StructType> declared(Table table) {
    return log(table).declared();
  }

  /** Every file that the table's log names, in no order. */
  public List<Path> files(Table table) {
    return log(table).files(partition -> true).stream().map(DataFile::path).toList();
  }

  private SliceFiles slices(Table table) {
    return new SliceFiles(engine, configuration, table, pathOf(table));
  }

  TableLog log(Table table) {
    return new TableLog(engine, table, pathOf(table));
  }

  /**
   * All rows ever written, in no order; empty if the table does not exist. Inputs are better read
   * through {@link Inputs}.
   */
  public Dataset<Row> read(Table table) {
    return read(table, log(table).files(partition -> true));
  }

  /** The rows of one slice: every partition column named in {@code slice} has that value. */
  public Dataset<Row> read(Table table, Map<String, Object> slice) {
    return read(table, log(table).files(in(table, List.of(slice))));
  }

  /** The rows of several slices. */
  public Dataset<Row> readAny(Table table, List<Map<String, Object>> slices) {
    return read(table, log(table).files(in(table, slices)));
  }

  /** The rows of the slices that one partition column tells apart. */
  public Dataset<Row> read(Table table, String column, List<String> values) {
    return readAny(
        table, values.stream().map(value -> Map.<String, Object>of(column, value)).toList());
  }

  /** How many rows a slice has, as the table's log says: no file is opened. */
  public long count(Table table, Map<String, Object> slice) {
    return log(table).files(in(table, List.of(slice))).stream().mapToLong(DataFile::records).sum();
  }

  private Dataset<Row> read(Table table, List<DataFile> files) {
    long records = files.stream().mapToLong(DataFile::records).sum();
    return isSmall(records)
        ? rows(table, DriverRows.stored(engine, table).read(files))
        : LogFileIndex.rows(spark, table, new Path(pathOf(table)), files);
  }

  /** Whether so many rows are the driver's own business. */
  boolean isSmall(long rows) {
    return rows <= driverRows;
  }

  /**
   * The rows themselves, computed and brought to the driver, if they are few enough for it. Empty
   * if they are more; not all of them were computed then.
   */
  public Optional<List<Row>> few(Dataset<Row> rows) {
    List<Row> first = rows.limit(driverRows + 1).collectAsList();
    return isSmall(first.size()) ? Optional.of(first) : Optional.empty();
  }

  /** As {@link #few}, as a plan: what reads them again and again starts no job. */
  public Optional<Dataset<Row>> atHand(Dataset<Row> rows) {
    return few(rows).map(few -> spark.createDataFrame(few, rows.schema()));
  }

  /** The rows of a table in published form, read and written by the driver. */
  DriverRows published(Table table) {
    return DriverRows.published(engine, table);
  }

  private static Predicate<Map<String, String>> in(Table table, List<Map<String, Object>> slices) {
    return new Slices(table, slices).files();
  }

  /**
   * Puts {@code rows} in the place of whatever the slice held, in one commit, and returns how many
   * there are. Doing it again with the same rows changes nothing.
   *
   * @param slice a value for every partition column, the same in every row; writers of different
   *     slices never meet
   */
  public long replace(Table table, Dataset<Row> rows, Map<String, Object> slice) {
    TableLog.Added added = slices(table).write(rows, slice);
    commit(table, List.of(slice), List.of(added));
    return added.records();
  }

  /** The same for rows that were counted before; of others, the number that comes back tells. */
  public long replace(Table table, Dataset<Row> rows, Map<String, Object> slice, long counted) {
    return isSmall(counted)
        ? replace(table, rows.collectAsList(), slice)
        : replace(table, rows, slice);
  }

  /** The same for records that the driver has at hand. */
  public <T extends Record> long replace(
      Codec<T> codec, List<T> records, Map<String, Object> slice) {
    return replace(codec.table(), codec.rows(records), slice);
  }

  /** The same for rows that the driver has at hand and that no record can name all columns of. */
  public long replace(Table table, List<Row> rows, Map<String, Object> slice) {
    List<Row> checked = new ContractGuard(table, slice).rows(this, rows);
    TableLog.Added added = slices(table).write(checked, slice);
    commit(table, List.of(slice), List.of(added));
    return added.records();
  }

  /**
   * Puts {@code rows} in the place of whatever several slices held, in one commit.
   *
   * @param column the one partition column, which tells slices apart
   * @param values the slices that the rows belong to
   * @throws Breach if a row belongs to none of them
   */
  public long replace(Table table, Dataset<Row> rows, String column, List<String> values) {
    List<TableLog.Added> added = slices(table).writeBy(rows, column, values.size());
    for (TableLog.Added slice : added) {
      Breach.check(
          values.contains(String.valueOf(slice.partition().get(column))),
          "Rows of %s were to be written to table %s along with %s. Nothing was written.",
          slice.partition(),
          table,
          values);
    }
    commit(
        table, values.stream().map(value -> Map.<String, Object>of(column, value)).toList(), added);
    return added.stream().mapToLong(TableLog.Added::records).sum();
  }

  /** The same for records that the driver has at hand. */
  public <T extends Record> long replace(
      Codec<T> codec, List<T> records, String column, List<String> values) {
    return replace(codec.table(), rows(codec.table(), codec.rows(records)), column, values);
  }

  /**
   * Appends {@code records} in one commit, at most once for the pair (writer, version): a second
   * attempt with the same or a lower version writes nothing.
   *
   * @throws LostRace if another process wrote as the same writer at the same time
   */
  public <T extends Record> void appendOnce(
      Codec<T> codec, List<T> records, String writer, long version) {
    appendOnce(codec.table(), codec.rows(records), writer, version);
  }

  /** The same for rows that the driver has at hand; outside, rows are records. */
  void appendOnce(Table table, List<Row> rows, String writer, long version) {
    TableLog log = log(table);
    if (log.lastVersionOf(writer) >= version) {
      return;
    }
    List<Row> checked = new ContractGuard(table, Map.of()).rows(this, rows);
    TableLog.Added added = slices(table).write(checked, Map.of());
    log.commit(List.of(), List.of(added), new TableLog.Writer(writer, version));
  }

  /** What a slice holds, as records, in no order: for tables that the driver has room for. */
  public <T extends Record> List<T> records(Codec<T> codec, Map<String, Object> slice) {
    return codec.records(read(codec.table(), slice).collectAsList());
  }

  /** All that was ever written, likewise. */
  public <T extends Record> List<T> records(Codec<T> codec) {
    return records(codec, Map.of());
  }

  /** A small data set from rows made on the driver. */
  public Dataset<Row> rows(Table table, List<Row> rows) {
    return spark.createDataFrame(rows, table.stored());
  }

  private void commit(Table table, List<Map<String, Object>> slices, List<TableLog.Added> added) {
    String writer = new Slices(table, slices).writer();
    for (int attempt = 1; ; attempt++) {
      TableLog log = log(table);
      List<DataFile> old = log.files(in(table, slices));
      if (old.isEmpty() && added.stream().allMatch(a -> a.files().isEmpty()) && log.exists()) {
        return;
      }
      try {
        log.commit(old, added, new TableLog.Writer(writer, log.lastVersionOf(writer) + 1));
        return;
      } catch (LostRace e) {
        TryAgain.check(
            attempt < ATTEMPTS,
            "Others keep writing table %s: gave up after %d attempts. Run the command again.",
            table,
            ATTEMPTS);
      }
    }
  }

  /** The file system of the lake. */
  public FileSystem fileSystem() {
    try {
      return new Path(root).getFileSystem(spark.sparkContext().hadoopConfiguration());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
