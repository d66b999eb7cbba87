package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.source.Pseudonym;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.core.source.SourceId;
import org.headwaters.tables.Claims;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.People;

/**
 * Paths by what they mean, while claims are matched with them: a claim covers every longer path,
 * which a pseudonym does not tell. An account is found by its pseudonym alone.
 */
public final class PathMeanings {
  /** The source id that claims are matched with. */
  public static final String MEANT = "meant_source_id";

  private static final String SHOWN = "_shown_path";

  private PathMeanings() {}

  /** Credits that no claim on a path can match: {@link #MEANT} is the source as it is shown. */
  public static Dataset<Row> asShown(Dataset<Row> credits) {
    return credits.withColumn(MEANT, col(Contributions.SOURCE_ID));
  }

  /**
   * Credits with {@link #MEANT}, of a path in the clear. A path that people does not know is an
   * error: its claims would not be found.
   */
  public static Dataset<Row> meant(Dataset<Row> credits, Dataset<Row> people) {
    Dataset<Row> paths =
        people
            .where(col(People.KIND).equalTo(Pseudonym.Kind.PATH.key()))
            .select(col(People.PSEUDONYM).as(SHOWN), col(People.CLEAR_ID).as(MEANT))
            .distinct();
    Column source = col(Contributions.SOURCE_ID);
    Column unknown =
        raise_error(
            concat(
                lit("The table people does not say who "),
                source,
                lit(" is. Link its data set again: headwaters link --refresh DATASET.")));
    return credits
        .join(paths, source.equalTo(col(SHOWN)), "left")
        .withColumn(MEANT, when(isPath(source), coalesce(col(MEANT), unknown)).otherwise(source))
        .drop(SHOWN);
  }

  /** Claims whose patterns, but for paths, are what sources are shown by. */
  public static Dataset<Row> patterns(Dataset<Row> claims, Pseudonyms names) {
    Column pattern = col(Claims.PATTERN);
    return claims.withColumn(
        Claims.PATTERN,
        when(isPath(pattern), pattern).otherwise(SourceNames.shown(names).apply(pattern)));
  }

  /** Whether a source or a pattern is a path. */
  public static boolean isPath(String source) {
    return source.startsWith(SourceId.Kind.PATH.prefix());
  }

  /** Whether a source or a pattern is a path. */
  public static Column isPath(Column source) {
    return source.startsWith(SourceId.Kind.PATH.prefix());
  }
}
