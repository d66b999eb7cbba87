package org.headwaters.reports.print;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.headwaters.core.FormulaText;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Kind;
import org.headwaters.reports.model.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * A sheet as CSV (RFC 4180): numbers as digits, nothing as an empty cell, a value that is not told
 * as {@code withheld}. A text that a spreadsheet would run as a formula begins with an apostrophe.
 */
final class SheetCsv {
  private SheetCsv() {}

  static byte[] of(Sheet sheet) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer =
        new CSVPrinter(text, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get())) {
      printer.printRecord(sheet.columns().stream().map(Column::name).toList());
      for (List<Cell> row : sheet.rows()) {
        for (int at = 0; at < row.size(); at++) {
          printer.print(cell(row.get(at), sheet.columns().get(at).kind()));
        }
        printer.println();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable String cell(Cell cell, Kind kind) {
    String value = cell.value();
    if (value == null) {
      return cell.withheld() ? "withheld" : null;
    }
    return kind == Kind.TEXT ? FormulaText.harmless(value) : value;
  }
}
