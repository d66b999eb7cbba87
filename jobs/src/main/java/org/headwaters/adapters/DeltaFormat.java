package org.headwaters.adapters;

import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaThrowable;
import org.apache.spark.util.SerializableConfiguration;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.Table;

/**
 * A Delta table, as it stands now. Columns that are not ours are not read, and are told; Delta does
 * not say a row's number, so rejects name file and value alone.
 */
final class DeltaFormat implements InputFormat {
  private static final int FILES_AT_ONCE = 64;

  @Override
  public String name() {
    return "delta";
  }

  @Override
  public Set<String> options() {
    return OutsideText.options(Spelling.OPTIONS, ColumnMap.IGNORE);
  }

  @Override
  public boolean claims(String fileName) {
    return false;
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    ColumnMap map = ColumnMap.of(source, table);
    Path path = InputFiles.roots(spark, source).get(0).getPath();
    Dataset<Row> rows = opened(spark, source, path);
    checkFiles(spark, source, rows);
    FieldCounts counts = fields.driver();
    for (String name : rows.columns()) {
      if (map.placesByTheirName().containsKey(name)) {
        counts.taken(name);
      } else if (!map.mayIgnore(name)) {
        counts.passedOver(name);
      }
    }
    ColumnarRows.Where where = new ColumnarRows.Where(path.toString(), lit(null), Set.of());
    return Adjustment.apply(ColumnarRows.of(rows, map, where), source, table);
  }

  private static Dataset<Row> opened(SparkSession spark, InputSource source, Path path) {
    try {
      InvalidInput.check(
          path.getFileSystem(InputFiles.configuration(spark)).exists(new Path(path, "_delta_log")),
          "%s is no Delta table (setting inputs.%s). Correct the path or the format.",
          source.path(),
          source.table());
      return spark.read().format("delta").load(path.toString());
    } catch (IOException e) {
      throw InputFiles.unreadable(source.path(), e);
    } catch (InvalidInput e) {
      throw e;
    } catch (Exception e) {
      // Delta tells a log with a gap, a broken line or an unknown feature by many exceptions, some
      // checked and undeclared; what is not its own or the table's is ours, and goes on.
      if (!isTheTables(e)) {
        throw e;
      }
      throw new InvalidInput(
          "Cannot read the Delta table %s (setting inputs.%s): %s. Deliver it whole, by a writer of"
              + " reader version 3 at most, or as Parquet.",
          source.path(), source.table(), InputFiles.firstLine(e));
    }
  }

  private static boolean isTheTables(Exception e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof DeltaThrowable
          || at instanceof FileNotFoundException
          || at instanceof JsonProcessingException
          || at instanceof AnalysisException) {
        return true;
      }
    }
    return false;
  }

  /** Names a file that the log has and the folder has not, before any row is read. */
  private static void checkFiles(SparkSession spark, InputSource source, Dataset<Row> rows) {
    List<String> files = List.of(rows.inputFiles());
    if (files.isEmpty()) {
      return;
    }
    SerializableConfiguration configuration =
        new SerializableConfiguration(InputFiles.configuration(spark));
    List<String> missing =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(files, Math.min(files.size(), FILES_AT_ONCE))
            .filter(
                file -> {
                  Path path = new Path(file);
                  return !path.getFileSystem(configuration.value()).exists(path);
                })
            .take(1);
    InvalidInput.check(
        missing.isEmpty(),
        "Cannot read the Delta table %s (setting inputs.%s): its file %s is missing. Deliver the"
            + " table again, whole.",
        source.path(),
        source.table(),
        missing.isEmpty() ? "" : InputFiles.shown(missing.get(0)));
  }
}
