package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lines as others write them, cut, doubled, with swapped types and in odd encodings: a reader may
 * refuse the file or reject the line, and does nothing else. {@code -Dheadwaters.fuzz=20000} is the
 * large run.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class FuzzTest {
  private static final int FILES = Integer.getInteger("headwaters.fuzz", 300);
  private static final int LINES = 8;

  private static final List<String> INDEX =
      List.of(
          "org,commoncrawl)/faq 20220127163355"
              + " {\"url\":\"https://commoncrawl.org/faq/\",\"mime\":\"text/html\",\"status\":\"301\",\"digest\":\"3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ\",\"length\":\"958\",\"offset\":\"6946714\",\"filename\":\"crawl-data/CC-MAIN-2022-05/segments/1642320305277.88/crawldiagnostics/CC-MAIN-1.warc.gz\"}",
          "org,x)/a 20260102030405 http://x.org/a text/html 200 DIGEST - - 1043 333 a.warc.gz",
          "org,x)/b 20260102030405 http://x.org/b warc/revisit - DIGEST - 333 a.warc.gz");
  private static final List<String> JSON =
      List.of(
          "{\"dataset_id\":\"dataset:d@1\",\"document_id\":\"a\",\"token_count\":12,\"url\":\"https://x.org/ü\"}",
          "{\"dataset_id\":\"dataset:d@1\",\"document_id\":\"b\",\"deleted\":false,\"epochs\":1.5,\"license\":null}",
          "{\"document_id\":\"c\",\"meta\":{\"a\":[1,{\"b\":null}]},\"token_count\":\"12\"}");
  private static final List<String> CSV =
      List.of(
          "r1,2026-09,service:a/b,usage,12.50,EUR",
          "r2,2026-10,\"service:a/b\",subscription,-3,USD",
          "r3,2026-11,service:ü/b,usage,,EUR");
  private static final List<String> USAGE =
      List.of(
          "2026-09-01,m,k1,default,1000000,10,1000010,0.25",
          "2026-09-02,m,k2,flex,-5,0,-5,",
          "1788220800,m,,,7,7,14,1e-5");
  private static final List<String> PAGES =
      List.of(
          "{\"data\":[{\"starting_at\":\"2026-09-30T00:00:00Z\",\"results\":[{\"cache_creation\":{\"ephemeral_5m_input_tokens\":2},\"model\":\"m\",\"output_tokens\":0,\"uncached_input_tokens\":4}]}],\"has_more\":false}",
          "{\"date\":\"2026-09-24\",\"model\":\"m\",\"input_tokens\":50,\"output_tokens\":125}");

  /** Bytes of some of the lines, each perhaps spoilt. */
  private static byte[] spoilt(Random random, List<String> lines) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = random.nextInt(LINES); i >= 0; i--) {
      byte[] line = spoiltLine(random, lines.get(random.nextInt(lines.size())));
      out.write(line);
      out.write(
          random.nextInt(8) == 0 ? "\r\n".getBytes(StandardCharsets.UTF_8) : new byte[] {'\n'});
    }
    return out.toByteArray();
  }

  private static byte[] spoiltLine(Random random, String line) {
    String text = line;
    int at = random.nextInt(text.length());
    int to = at + random.nextInt(text.length() - at + 1);
    String odd = "\u0000\uFEFF\uD83D\uDE00\u202E\"'{}[],:;|\t -0123456789eE.\\";
    char one = odd.charAt(random.nextInt(odd.length()));
    text =
        switch (random.nextInt(9)) {
          case 0 -> text.substring(0, at);
          case 1 -> text.substring(0, at) + text.substring(to);
          case 2 -> text.substring(0, to) + text.substring(at);
          case 3 -> text.substring(0, at) + one + text.substring(at);
          case 4 -> text.replace("\"", "");
          case 5 -> text.replaceAll("[0-9]+", "\"9".repeat(random.nextInt(30)) + "true");
          case 6 -> text.replace(":", ":[").replace("}", "]}");
          case 7 -> text + text;
          default -> text;
        };
    return switch (random.nextInt(12)) {
      case 0 -> text.getBytes(StandardCharsets.ISO_8859_1);
      case 1 -> text.getBytes(StandardCharsets.UTF_16LE);
      case 2 -> text.getBytes(Charset.forName("windows-1252"));
      default -> text.getBytes(StandardCharsets.UTF_8);
    };
  }

  /** Lines that hold something, counted apart from the readers: a line that is no text is one. */
  private static long lines(byte[] bytes, Predicate<String> passedOver) {
    long lines = 0;
    int begun = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i < bytes.length && bytes[i] != '\n') {
        continue;
      }
      String text = text(Arrays.copyOfRange(bytes, begun, i));
      boolean first = begun == 0 && text.startsWith("\uFEFF");
      String said = first ? text.substring(1) : text;
      lines += said.isBlank() || passedOver.test(said) ? 0 : 1;
      begun = i + 1;
    }
    return lines;
  }

  private static String text(byte[] line) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      return "broken";
    }
  }

  private static ColumnMap map(Table table) {
    return ColumnMap.of(
        new InputSource(table.name(), "", "/x", Map.of(), Map.of(), Map.of(), Map.of()), table);
  }

  private static long rows(Iterator<Row> rows, int width) {
    long count = 0;
    long last = 0;
    for (; rows.hasNext(); count++) {
      Row row = rows.next();
      assertThat(row.size()).isEqualTo(width + 3);
      assertThat(row.getLong(width + 1)).isGreaterThanOrEqualTo(last);
      last = row.getLong(width + 1);
    }
    return count;
  }

  @Test
  void everyLineOfAnIndexIsACaptureOrAReject() throws IOException {
    Random random = new Random(1);
    RawRow.Shape shape = RawRow.Shape.of(Captures.TABLE);
    for (int i = 0; i < FILES; i++) {
      byte[] bytes = spoilt(random, INDEX);
      Iterator<Row> rows =
          new RowFeed(
              new CdxjLines("/x.cdxj", new ByteArrayInputStream(bytes), shape, new FieldCounts()));
      assertThat(rows(rows, shape.columns().size()))
          .as(() -> new String(bytes, StandardCharsets.UTF_8))
          .isEqualTo(
              lines(bytes, line -> line.startsWith("!") || line.stripLeading().startsWith("CDX ")));
    }
  }

  @Test
  void everyLineOfJsonIsARowOrAReject() throws IOException {
    Random random = new Random(2);
    ColumnMap map = map(ManifestEntries.TABLE);
    for (int i = 0; i < FILES; i++) {
      byte[] bytes = spoilt(random, JSON);
      Iterator<Row> rows = new JsonLines("/x.jsonl", new ByteArrayInputStream(bytes), map);
      assertThat(rows(rows, map.columns().size()))
          .as(() -> new String(bytes, StandardCharsets.UTF_8))
          .isEqualTo(lines(bytes, line -> false));
    }
  }

  @Test
  void aFileOfCsvIsReadRowByRowOrRefusedWhole() throws IOException {
    Random random = new Random(3);
    ColumnMap map = map(Revenue.TABLE);
    String header = "revenue_id,period,asset_id,kind,gross_amount,currency\n";
    Encoding encoding = new Encoding("revenue", "UTF-8");
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] spoilt = spoilt(random, CSV);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write(header.getBytes(StandardCharsets.UTF_8));
      file.write(spoilt);
      byte[] bytes = file.toByteArray();
      try {
        Iterator<Row> rows =
            new CsvRows(
                "/x.csv",
                encoding.utf8("/x.csv", new ByteArrayInputStream(bytes)),
                new CsvDialect("revenue", ',', '"'),
                map);
        long read = rows(rows, map.columns().size());
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.contains("\"") && !text.replace("\r\n", "").contains("\r")) {
          assertThat(read).as(text).isEqualTo(lines(spoilt, line -> line.isBlank()));
        }
      } catch (InvalidInput e) {
        assertThat(e).hasMessageContaining("/x.csv");
        refused++;
      }
    }
    assertThat(refused).as("files with a quote out of place").isLessThan(FILES * 3 / 4);
  }

  private static UsageReading reading() {
    PriceTable.Price price =
        new PriceTable.Price(
            "model:a/m",
            LocalDate.of(2026, 1, 1),
            LocalDate.MAX,
            "",
            "USD",
            Map.of(UsagePart.INPUT, BigDecimal.ONE, UsagePart.OUTPUT, BigDecimal.TEN));
    return new UsageReading(
        new UsageReport(Map.of(UsageReport.AMOUNT, "cost"), Set.of(), "USD", null),
        "service:a/s",
        0,
        new PriceTable(Map.of("m", List.of(price))));
  }

  private static void usage(long seed, String name, String header, List<String> lines)
      throws IOException {
    Random random = new Random(seed);
    RawRow.Shape shape = RawRow.Shape.of(Revenue.TABLE);
    List<Long> told = new ArrayList<>();
    UsageLines.Making making =
        new UsageLines.Making(
            reading(),
            shape,
            (usage, columns, place, rows) -> {
              told.add(place.line());
              usage.earned();
              rows.accept(columns.row(place.file(), place.line()).done());
            });
    for (int i = 0; i < FILES; i++) {
      told.clear();
      byte[] spoilt = spoilt(random, lines);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write(header.getBytes(StandardCharsets.UTF_8));
      file.write(spoilt);
      FieldCounts fields = new FieldCounts();
      Iterator<Row> rows =
          new RowFeed(
              new UsageLines(
                  name,
                  new ByteArrayInputStream(file.toByteArray()),
                  new CsvDialect("revenue", ',', '"'),
                  fields,
                  making));
      long read = rows(rows, shape.columns().size());
      assertThat(read).isGreaterThanOrEqualTo(told.size());
      if (!header.isEmpty()) {
        assertThat(read)
            .as(() -> new String(spoilt, StandardCharsets.UTF_8))
            .isEqualTo(lines(spoilt, line -> false));
      }
    }
  }

  @Test
  void everyLineOfAUsageReportIsPricedOrToldWhyNot() throws IOException {
    usage(
        4,
        "/x.csv",
        "date,model,api_key_id,service_tier,input_tokens,output_tokens,total_tokens,cost\n",
        USAGE);
  }

  @Test
  void everyPageOfAProviderIsReadOrTold() throws IOException {
    usage(5, "/x.jsonl", "", PAGES);
    usage(6, "/x.json", "", PAGES);
  }
}
