package org.headwaters.adapters;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.ExchangeRates;
import org.headwaters.tables.RawRows;

/** The rates of one file, a row for each day and currency. */
final class EcbRates implements RowFeed.Source {
  private static final String NOT_AVAILABLE = "N/A";
  private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

  private final String file;
  private final Lines lines;
  private final RawRow.Shape shape;
  private final List<String> header;

  EcbRates(String file, InputStream in, RawRow.Shape shape) {
    this.file = file;
    this.shape = shape;
    try {
      this.lines = new Lines(file, unzipped(file, in));
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
    Lines.Line first = lines.next();
    this.header = first == null ? List.of() : cells(first.text());
    InvalidInput.check(
        !header.isEmpty() && header.get(0).equals("Date"),
        "%s does not begin with a line Date,USD,JPY,…: it is not the European Central Bank's file of rates. Deliver eurofxref-hist.csv or its zip.",
        file);
  }

  private static InputStream unzipped(String file, InputStream in) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(in);
    bytes.mark(2);
    boolean zip = bytes.read() == 'P' && bytes.read() == 'K';
    bytes.reset();
    if (!zip) {
      return bytes;
    }
    ZipInputStream entries = new ZipInputStream(bytes);
    for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
      if (entry.getName().endsWith(".csv")) {
        return entries;
      }
    }
    throw new InvalidInput("%s holds no CSV file. Deliver eurofxref-hist.zip as it is.", file);
  }

  /** Every line ends in a comma, so the last cell is empty. */
  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  @Override
  public boolean feed(Consumer<Row> rows) {
    Lines.Line line = lines.next();
    if (line == null) {
      return false;
    }
    if (line.text().isBlank()) {
      return true;
    }
    List<String> cells = cells(line.text());
    Row fault = line.fault();
    if (fault == null && cells.size() != header.size()) {
      fault =
          fault(line, "cells_fit_header", "Give as many cells as the header has, " + header.size());
    }
    if (fault == null && !cells.get(0).matches(DAY)) {
      fault = fault(line, "is_a_date", "Begin the line with a day as YYYY-MM-DD");
    }
    if (fault != null) {
      rows.accept(shape.broken(file, line.number(), fault));
      return true;
    }
    for (int i = 1; i < header.size(); i++) {
      String rate = cells.get(i);
      if (!rate.isEmpty() && !rate.equals(NOT_AVAILABLE)) {
        rows.accept(
            shape
                .row(file, line.number())
                .set(ExchangeRates.RATE_DATE, cells.get(0))
                .set(ExchangeRates.CURRENCY, header.get(i))
                .set(ExchangeRates.RATE, rate)
                .done());
      }
    }
    return true;
  }

  private static Row fault(Lines.Line line, String rule, String fix) {
    return RawRows.fault("", line.text(), rule, fix + ".");
  }
}
