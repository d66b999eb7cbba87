package org.headwaters.adapters;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.tables.ExchangeRates;
import org.headwaters.tables.Table;

/**
 * The reference rates of the European Central Bank, {@code eurofxref-hist} as zip or CSV: a day a
 * line, a currency a column, units of the currency for one euro. {@code N/A} and empty cells are no
 * rows, and days on which no rate is set are not filled in: the settlement looks back by itself.
 */
final class EcbFormat implements InputFormat {
  @Override
  public String name() {
    return "ecb";
  }

  @Override
  public boolean claims(String fileName) {
    return fileName.endsWith(".zip");
  }

  @Override
  public boolean recognises(PathPreview at, Sniffer notes) {
    boolean rates = at.head().startsWith("Date,USD,") || at.name().matches("eurofxref.*\\.zip");
    return rates && notes.add(ExchangeRates.TABLE.name(), this, at, Map.of());
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(ExchangeRates.TABLE), this);
    RawRow.Shape shape = RawRow.Shape.of(table);
    return OutsideText.read(
        spark,
        source,
        table,
        new OutsideText.Reading(
            name -> claims(name) || TextFiles.endsWith(name, ".csv"),
            (file, in) -> new RowFeed(new EcbRates(file, in, shape))));
  }
}
