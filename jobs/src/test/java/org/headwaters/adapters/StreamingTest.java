package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.ExchangeRates;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Test;

/** Rows come while a file is read: no reader holds more of it than a buffer and one record. */
final class StreamingTest {
  private static final int ROWS = 2_000;
  private static final long SLACK_BYTES = 1 << 18;

  /** A file without an end. */
  private static final class Endless extends InputStream {
    private final byte[] head;
    private final byte[] line;
    private long read;

    Endless(String head, String line) {
      this.head = head.getBytes(StandardCharsets.UTF_8);
      this.line = line.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() {
      long at = read++;
      return at < head.length ? head[(int) at] : line[(int) ((at - head.length) % line.length)];
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      for (int i = 0; i < length; i++) {
        buffer[from + i] = (byte) read();
      }
      return length;
    }
  }

  private static RawRow.Shape shape(Table table) {
    return RawRow.Shape.of(table);
  }

  private static void streams(String line, Endless file, Iterator<Row> rows) {
    for (int i = 0; i < ROWS; i++) {
      assertThat(rows.hasNext()).isTrue();
      rows.next();
    }
    assertThat(file.read).as(line).isLessThan((long) ROWS * line.length() + SLACK_BYTES);
  }

  @Test
  void captures() {
    String line = "com,x)/ 20220127163355 {\"url\":\"https://x.com/\",\"status\":\"200\"}\n";
    Endless file = new Endless("", line);
    streams(
        line,
        file,
        new RowFeed(new CdxjLines("a.cdxj", file, shape(Captures.TABLE), new FieldCounts())));
  }

  @Test
  void jsonLines() {
    String line = "{\"document_id\": \"d\", \"url\": \"https://x.com/\", \"token_count\": \"5\"}\n";
    Endless file = new Endless("", line);
    InputSource source =
        new InputSource("manifest_entries", "jsonl", "-", Map.of(), Map.of(), Map.of(), Map.of());
    ColumnMap map = ColumnMap.of(source, ManifestEntries.TABLE);
    streams(line, file, new JsonLines("a.jsonl", file, map));
  }

  @Test
  void posts() {
    String line = "  <row Id=\"1\" PostTypeId=\"1\" OwnerUserId=\"7\" Body=\"&lt;p&gt;\" />\n";
    Endless file = new Endless("<?xml version=\"1.0\"?>\n<posts>\n", line);
    PostRows posts =
        new PostRows("stackoverflow.com", "dataset:x", false, 4, shape(ManifestEntries.TABLE));
    streams(line, file, new RowFeed(new DumpRows("Posts.xml", file, posts, new FieldCounts())));
  }

  @Test
  void cards() {
    String line = "{\"id\": \"a/b\", \"kind\": \"model\", \"cardData\": {\"license\": \"mit\"}}\n";
    Endless file = new Endless("", line);
    CardRows rows = new CardRows(false, AssetNames.none(), shape(Assets.TABLE));
    streams(
        line, file, new RowFeed(new CardDump("a.jsonl", "", rows, new FieldCounts()).lines(file)));
  }

  @Test
  void rates() {
    String line = "2026-09-30,1.17,170,\n";
    Endless file = new Endless("Date,USD,JPY,\n", line);
    streams(line, file, new RowFeed(new EcbRates("a.csv", file, shape(ExchangeRates.TABLE))));
  }

  @Test
  void robots() {
    String line = "{\"host\":\"x.com\",\"fetched_at\":\"2026-01-01T00:00:00Z\",\"body\":\"\"}\n";
    Endless file = new Endless("", line);
    RawRow.Shape shape = shape(ConsentSignals.TABLE);
    streams(
        line,
        file,
        new RowFeed(
            new ConsentDocuments(
                new ConsentDocuments.Opened("a.jsonl", file, new FieldCounts()),
                TdmrepSay::any,
                shape)));
  }

  /** Says one thing, whatever the document. */
  private static final class TdmrepSay {
    static void any(
        ConsentDocument document, RawRow.Shape shape, java.util.function.Consumer<Row> rows) {
      rows.accept(
          document
              .row(shape, new ConsentDocument.Signal("other", "", "", Preference.UNKNOWN))
              .done());
    }
  }

  @Test
  void usage() {
    String line = "2026-09-07,m,1,2\n";
    Endless file = new Endless("week,model,input_tokens,output_tokens\n", line);
    UsageReading reading =
        new UsageReading(
            new UsageReport(Map.of(), Set.of(), "", null),
            "service:a",
            0,
            new PriceTable(new HashMap<>()));
    UsageRecords records = new UsageRecords("a.csv", file, new CsvDialect("", ',', '"'));
    RawRow.Shape shape = shape(Revenue.TABLE);
    streams(
        line,
        file,
        new RowFeed(
            rows -> {
              Records.Cells cells = records.next();
              Row fault = cells == null ? null : reading.read(cells).fault();
              if (fault != null) {
                rows.accept(shape.broken("a.csv", 1, fault));
              }
              return true;
            }));
  }
}
