package org.headwaters.adapters;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;

/** The rows of one CSV file, read as they are asked for. */
final class CsvRows implements Iterator<Row> {
  /** Stands for bytes that are not UTF-8: no text may hold this noncharacter. */
  private static final char NOT_UTF8 = '\uFFFF';

  /** A record this long has lost the end of a quote. */
  private static final int RECORD_CHARACTERS = 16 << 20;

  private static final int FIRST_LINE_BYTES = 1 << 16;

  private final String file;
  private final ColumnMap map;
  private final CSVParser parser;
  private final BoundedReader reader;
  private final Iterator<CSVRecord> records;
  private final List<String> header;

  /** Our column → the file's, or -1. */
  private final int[] places;

  private long line = 1;
  private @Nullable Row next;

  /** {@code in} in UTF-8. */
  CsvRows(String file, InputStream in, CsvDialect dialect, ColumnMap map) {
    this.file = file;
    this.map = map;
    BufferedInputStream bytes = new BufferedInputStream(in, FIRST_LINE_BYTES);
    String first = firstLine(file, bytes);
    this.reader =
        new BoundedReader(
            new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .replaceWith(String.valueOf(NOT_UTF8))));
    try {
      this.parser = CSVParser.builder().setReader(reader).setFormat(dialect.format()).get();
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
    this.records = parser.iterator();
    List<String> header;
    try {
      header = header(dialect);
    } catch (InvalidInput e) {
      dialect.checkQuoted(file, first);
      throw e;
    }
    if (!map.fits(header)) {
      dialect.checkSeparated(file, header);
    }
    map.checkKnown(file, header);
    map.checkComplete(file, header);
    map.checkNamed(file, header);
    this.header = header;
    this.places = places(header);
  }

  /** The first line as it stands, for what is to be said if it is no header. */
  private static String firstLine(String file, BufferedInputStream bytes) {
    try {
      bytes.mark(FIRST_LINE_BYTES);
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = bytes.read();
          b >= 0 && b != '\n' && line.size() + 1 < FIRST_LINE_BYTES;
          b = bytes.read()) {
        line.write(b);
      }
      bytes.reset();
      return line.toString(StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private List<String> header(CsvDialect dialect) {
    CSVRecord record = record();
    InvalidInput.check(
        record != null, "%s is empty. Give it a header row with the names of its columns.", file);
    List<String> header = new ArrayList<>();
    if (record != null) {
      record.forEach(name -> header.add(name.strip()));
    }
    header.set(0, header.get(0).replaceFirst("^\uFEFF", ""));
    String line = String.join(String.valueOf(dialect.delimiter()), header);
    if (line.matches("sep=.")) {
      // A spreadsheet's own line, which says what separates the cells of the next ones.
      InvalidInput.check(
          line.charAt(4) == dialect.delimiter(),
          "%s says that it is separated by %s. Set inputs.%s.delimiter: \"%s\"",
          file,
          line.charAt(4),
          map.table(),
          line.charAt(4));
      return header(dialect);
    }
    return header;
  }

  private int[] places(List<String> header) {
    int[] found = new int[map.columns().size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = header.indexOf(map.theirs(map.columns().get(i)));
    }
    return found;
  }

  private @Nullable CSVRecord record() {
    try {
      reader.begin();
      if (!records.hasNext()) {
        return null;
      }
      return records.next();
    } catch (UncheckedIOException | IllegalStateException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InvalidInput(
          "Cannot read %s: the record that begins in line %d is broken (%s). A quote is out of"
              + " place or never closed: put the whole cell in quotes and double each quote inside"
              + " it.",
          file, line, InputFiles.firstLine(cause));
    }
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      line = parser.getCurrentLineNumber() + 1;
      CSVRecord record = record();
      if (record == null) {
        return false;
      }
      boolean blank = record.size() == 1 && header.size() > 1 && record.get(0).isBlank();
      next = blank ? null : row(record);
    }
    return true;
  }

  @Override
  public Row next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    return row;
  }

  private Row row(CSVRecord record) {
    @Nullable Object[] cells = new @Nullable Object[places.length + 3];
    cells[places.length] = file;
    cells[places.length + 1] = line;
    if (record.size() != header.size()) {
      cells[places.length + 2] =
          new Row[] {
            RawRows.fault(
                "",
                String.join(",", record.toList()),
                "cells_fit_header",
                "The header has "
                    + header.size()
                    + " cells and this row "
                    + record.size()
                    + ": put a cell with a comma in quotes, and write empty cells too.")
          };
      return RowFactory.create(cells);
    }
    List<Row> faults = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      String cell = places[i] < 0 ? "" : record.get(places[i]);
      if (cell.indexOf(NOT_UTF8) >= 0) {
        faults.add(
            RawRows.fault(
                map.columns().get(i),
                cell.replace(NOT_UTF8, '\uFFFD'),
                "is_utf8",
                "Save the file as UTF-8, or set inputs." + map.table() + ".encoding."));
      }
      cells[i] = cell.isEmpty() ? null : cell;
    }
    for (int i = 0; i < record.size(); i++) {
      if (header.get(i).isEmpty() && !record.get(i).isBlank()) {
        faults.add(
            RawRows.fault(
                "", record.get(i), "cell_has_a_name", "Name its column in the header row."));
      }
    }
    cells[places.length + 2] = faults.isEmpty() ? null : faults.toArray(new Row[0]);
    return RowFactory.create(cells);
  }

  /** Ends a record that would fill the memory. */
  private static final class BoundedReader extends FilterReader {
    private long left = RECORD_CHARACTERS;

    BoundedReader(Reader in) {
      super(in);
    }

    void begin() {
      left = RECORD_CHARACTERS;
    }

    @Override
    public int read() throws IOException {
      count(1);
      return super.read();
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(read);
      return read;
    }

    private void count(int read) throws IOException {
      left -= Math.max(0, read);
      if (left < 0) {
        throw new IOException("longer than " + RECORD_CHARACTERS + " characters");
      }
    }
  }
}
