package org.headwaters.jobs.documents;

import java.math.BigDecimal;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.Table;

/**
 * The most that the rows of one data set may add up to: a part of it is computed alone from 64-bit
 * numbers.
 *
 * @param table whose rows are added
 */
record WeightLimit(Table table, String datasetId) {
  private static final BigDecimal LIMIT = BigDecimal.valueOf(Long.MAX_VALUE);

  /** The sum as a whole number; InvalidInput, with table, key, sum and limit, if it is over it. */
  long check(String what, BigDecimal sum) {
    InvalidInput.check(
        sum.compareTo(LIMIT) <= 0,
        "%s: the %s of %s add up to %s, more than %s. Divide the data set into several, or deliver"
            + " smaller numbers.",
        table,
        what,
        datasetId,
        sum.toPlainString(),
        LIMIT.toPlainString());
    return sum.longValueExact();
  }
}
