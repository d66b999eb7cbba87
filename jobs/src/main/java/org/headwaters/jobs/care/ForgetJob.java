package org.headwaters.jobs.care;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.TryAgain;
import org.headwaters.core.UsageError;
import org.headwaters.core.source.Forgotten;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.ErasureList;
import org.headwaters.lake.Lake;
import org.headwaters.lake.TableHistory;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Table;
import org.headwaters.transforms.PersonCells;
import org.headwaters.transforms.PersonRejects;
import org.headwaters.transforms.ShippedSuffixes;
import org.jspecify.annotations.Nullable;

/**
 * Forgets a person (docs/decisions/0037): in every private row the pseudonym takes the place of the
 * clear id, names and addresses are dropped, files and log entries of before are deleted, and the
 * door knows the person by pseudonym from now on. No order, root, weight or amount changes, for all
 * of them know the pseudonym alone.
 *
 * <p>It can be stopped anywhere and run again. {@link UsageError} for an id that cannot be
 * forgotten or no reason, {@link TryAgain} while a step seems to run.
 */
public final class ForgetJob implements Job {
  /** A file that no table names and that is younger may be a running step's. */
  private static final Duration RUNNING = Duration.ofHours(1);

  private static final String STAYS = "_stays";
  private static final String[] OF_AN_ENTRY = {
    ManifestEntries.DATASET_ID, ManifestEntries.DOCUMENT_ID, ManifestEntries.AUTHOR_ID
  };
  private static final StructType AUTHORS =
      new StructType()
          .add(DocumentLinks.SOURCE_ID, DataTypes.StringType)
          .add(ManifestEntries.AUTHOR_ID, DataTypes.StringType)
          .add(STAYS, DataTypes.StringType);

  private final List<Asked> asked;
  private final How how;

  /** What kind of person an id names. */
  public enum Kind {
    /** Somebody who holds rights. */
    HOLDER,
    /** An account of a site: {@code account:site/author}. */
    ACCOUNT,
    /** Somebody who gave feedback, in whatever data sets. */
    RATER
  }

  /** Whom to forget, in the clear or by pseudonym. */
  public record Asked(Kind kind, String id) {}

  /**
   * How it is done.
   *
   * @param reason kept for everybody to read; must not say who
   * @param alone the caller knows that no step runs
   * @param now the time
   */
  public record How(String reason, boolean alone, Instant now) {}

  /** Several persons in one go cost as much as one. */
  public ForgetJob(List<Asked> asked, How how) {
    this.asked = List.copyOf(asked);
    this.how = how;
    UsageError.check(
        !how.reason().isBlank(),
        "Say why with --reason: it stays in the lake in the place of the person.");
    for (Asked one : asked) {
      UsageError.check(
          !how.reason().toLowerCase(Locale.ROOT).contains(one.id().toLowerCase(Locale.ROOT)),
          "The reason names whom to forget, and it stays for everybody to read. Say it without.");
    }
  }

  @Override
  public String name() {
    return "forget";
  }

  @Override
  public JobReport run(JobContext context) {
    Lake lake = context.lake();
    ForgottenPerson person =
        ForgottenPerson.together(
            asked.stream().map(one -> ForgottenPerson.of(context, one.kind(), one.id())).toList());
    List<Table> tables =
        Catalogue.ALL.stream()
            .filter(table -> table == Rejects.TABLE || PersonCells.concern(table))
            .toList();
    if (!how.alone()) {
      nobodyWrites(lake, tables);
    }
    // First the list: what arrives meanwhile is taken in by pseudonym already.
    ErasureList.add(lake, person.pseudonyms(), how.reason());
    Forgotten forgotten = new Forgotten(context.lakeSecret().pseudonyms(), person.pseudonyms());
    Map<String, Long> counts = new LinkedHashMap<>();
    // Rejects before the rows that say which words they may hold: a second attempt finds both.
    long rows = rejects(lake, person);
    for (Table table : tables) {
      if (table != Rejects.TABLE && lake.exists(table)) {
        context.progress().doing("forget: " + table);
        rows += rewritten(lake, table, forgotten, person);
      }
    }
    long files = 0;
    for (Table table : tables) {
      context.progress().doing("forget: old files of " + table);
      files += TableHistory.of(lake, table).map(TableHistory::drop).orElse(0L);
    }
    counts.put("rows changed", rows);
    counts.put("old files deleted", files);
    return new JobReport(
        name(),
        true,
        counts,
        List.of(
            "Forgotten here; what arrives later is taken in under the pseudonym.",
            "Not in the lake, so yours to delete: the files that were delivered, and statements,"
                + " payment files, extracts, exports and backups."));
  }

  private void nobodyWrites(Lake lake, List<Table> tables) {
    long young = how.now().minus(RUNNING).toEpochMilli();
    for (Table table : tables) {
      List<FileStatus> unfinished =
          TableHistory.of(lake, table).map(TableHistory::unfinished).orElse(List.of());
      TryAgain.check(
          unfinished.stream().allMatch(file -> file.getModificationTime() < young),
          "A step seems to write table %s: it has files younger than an hour that it does not name"
              + " yet, and they would be deleted. Nothing was forgotten. Run the command again"
              + " when no step runs; if you know that none does, add --alone.",
          table);
    }
  }

  private static long rejects(Lake lake, ForgottenPerson person) {
    if (person.words().isEmpty() || !lake.exists(Rejects.TABLE)) {
      return 0;
    }
    Dataset<Row> told = lake.read(Rejects.TABLE).where(PersonRejects.speaks(person.words()));
    long rows = 0;
    for (Map.Entry<Map<String, Object>, Long> slice : slices(told, Rejects.TABLE).entrySet()) {
      String name = String.valueOf(slice.getKey().get(Rejects.TABLE_NAME));
      // Revenue without a rate stands under its month: revenue@2026-09.
      int month = name.indexOf('@');
      Table of = Catalogue.named(month < 0 ? name : name.substring(0, month));
      lake.replace(
          Rejects.TABLE,
          PersonRejects.stored(lake.read(Rejects.TABLE, slice.getKey()), of, person.words()),
          slice.getKey());
      rows += slice.getValue();
    }
    return rows;
  }

  private static long rewritten(
      Lake lake, Table table, Forgotten forgotten, ForgottenPerson person) {
    Column speaks = PersonCells.speaks(table, forgotten);
    long rows = 0;
    for (Map.Entry<Map<String, Object>, Long> slice :
        slices(lake.read(table).where(speaks), table).entrySet()) {
      Dataset<Row> stored = lake.read(table, slice.getKey());
      lake.replace(table, PersonCells.apply(stored, table, forgotten), slice.getKey());
      rows += slice.getValue();
    }
    return table == ManifestEntries.TABLE && !person.authors().isEmpty()
        ? rows + withoutUrl(lake, person)
        : rows;
  }

  /**
   * An entry that names no url does not say whose its author id is; links say so, once the data set
   * is linked.
   */
  private static long withoutUrl(Lake lake, ForgottenPerson person) {
    Column site =
        udf(
                (UDF1<@Nullable String, @Nullable String>)
                    url -> ShippedSuffixes.sites().ofUrl(url),
                DataTypes.StringType)
            .apply(col(ManifestEntries.URL));
    List<Row> authors = new ArrayList<>();
    person
        .authors()
        .forEach(
            (shown, author) ->
                authors.add(RowFactory.create(shown, author, Forgotten.authorPart(shown))));
    Dataset<Row> theirs =
        lake.read(DocumentLinks.TABLE)
            .join(
                functions.broadcast(lake.spark().createDataFrame(authors, AUTHORS)),
                DocumentLinks.SOURCE_ID)
            .select(
                DocumentLinks.DATASET_ID,
                DocumentLinks.DOCUMENT_ID,
                ManifestEntries.AUTHOR_ID,
                STAYS)
            .dropDuplicates(OF_AN_ENTRY);
    Column spoken = col(STAYS).isNotNull().and(site.isNull());
    long rows = 0;
    Dataset<Row> all = lake.read(ManifestEntries.TABLE);
    for (Map.Entry<Map<String, Object>, Long> slice :
        slices(joined(all, theirs).where(spoken), ManifestEntries.TABLE).entrySet()) {
      Dataset<Row> stored = lake.read(ManifestEntries.TABLE, slice.getKey());
      lake.replace(
          ManifestEntries.TABLE,
          joined(stored, theirs)
              .withColumn(
                  ManifestEntries.AUTHOR_ID,
                  when(spoken, col(STAYS)).otherwise(col(ManifestEntries.AUTHOR_ID)))
              .drop(STAYS),
          slice.getKey());
      rows += slice.getValue();
    }
    return rows;
  }

  private static Dataset<Row> joined(Dataset<Row> rows, Dataset<Row> theirs) {
    return rows.join(theirs, OF_AN_ENTRY, "left");
  }

  /** The slices of a table that some rows lie in, with how many do. */
  private static Map<Map<String, Object>, Long> slices(Dataset<Row> rows, Table table) {
    Column[] partitions = table.partitions().stream().map(functions::col).toArray(Column[]::new);
    Map<Map<String, Object>, Long> slices = new LinkedHashMap<>();
    List<Row> found = new ArrayList<>(rows.groupBy(partitions).count().collectAsList());
    for (Row row : found) {
      Map<String, Object> slice = new LinkedHashMap<>();
      for (String column : table.partitions()) {
        slice.put(column, Objects.requireNonNull(row.<Object>getAs(column)));
      }
      slices.put(slice, row.<Long>getAs("count"));
    }
    return slices;
  }
}
