package org.headwaters.benchmark;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Table;

/**
 * A web of any size, the same for the same sizes: every value is a function of a row's number.
 *
 * <p>Four pages in ten are of one domain. Three captures in twenty are copies of another page's
 * payload; one in ten carries a text digest that three share. Entries of the first data set name
 * digest and url (60 %), of the second record and crawl (35 %), of the third crawl and url (5 %);
 * two in a hundred name nothing that was captured.
 */
public final class BenchmarkData {
  /** How large. */
  public record Sizes(long captures, long entries, long sources) {
    Sizes scaled(double scale) {
      return new Sizes(
          Math.max(1000, Math.round(captures * scale)),
          Math.max(1000, Math.round(entries * scale)),
          Math.max(100, Math.round(sources * scale)));
    }
  }

  public static final List<String> DATA_SETS =
      List.of("dataset:bench/digests", "dataset:bench/records", "dataset:bench/urls");

  static final String ARRIVAL = "dataset:bench/arrival";

  private final SparkSession spark;
  private final Sizes sizes;
  private final int slices;

  public BenchmarkData(SparkSession spark, Sizes sizes) {
    this.spark = spark;
    this.sizes = sizes;
    this.slices = (int) Math.max(2, sizes.captures() / 1_000_000);
  }

  public Dataset<Row> captures() {
    return table(
        Captures.TABLE,
        spark.range(0, sizes.captures(), 1, slices).withColumnRenamed("id", "c"),
        Map.ofEntries(
            Map.entry("url_surtkey", "concat('com,site', c, ')/')"),
            Map.entry("url", url("c")),
            Map.entry("url_host_name", host("c")),
            Map.entry("url_protocol", "'https'"),
            Map.entry("url_path", "concat('/', hex(xxhash64(c, 1)), '.html')"),
            Map.entry("fetch_time", time("c")),
            Map.entry("fetch_status", "if(c % 50 = 7, 404, 200)"),
            Map.entry("content_digest", digest("c")),
            Map.entry("content_mime_type", "'text/html'"),
            Map.entry("content_mime_detected", "'text/html'"),
            Map.entry("warc_filename", warc("c")),
            Map.entry("warc_record_offset", "int(c % 30000 * 30011)"),
            Map.entry("warc_record_length", "int(300 + pmod(xxhash64(c, 4), 60000))"),
            Map.entry("warc_segment", "'1715971057216.39'"),
            Map.entry("crawl", crawl("c")),
            Map.entry("subset", "'warc'"),
            Map.entry("author_id", "if(c % 50 = 11, string(c % 100000), null)"),
            Map.entry(
                "text_digest",
                "if(c % 10 = 3, upper(substr(sha1(concat('t', c div 30)), 1, 32)), null)"),
            Map.entry("generated_by", "if(c % 200 = 13, 'model:bench/writer', null)")));
  }

  /** Books captures and the three data sets. */
  void deliver(Lake lake) {
    deliver(lake, Captures.TABLE, 1, captures(), List.of("CC-MAIN-2026-05", "CC-MAIN-2026-18"));
    deliver(lake, ManifestEntries.TABLE, 1, entries(), DATA_SETS);
  }

  /** Books a further data set of so many entries, of all three kinds. */
  void deliverArrival(Lake lake, long entries) {
    Dataset<Row> rows =
        entries(sizes.entries(), sizes.entries() + entries)
            .withColumn(ManifestEntries.DATASET_ID, functions.lit(ARRIVAL));
    deliver(lake, ManifestEntries.TABLE, 2, rows, List.of(ARRIVAL));
  }

  private static void deliver(
      Lake lake, Table table, long seq, Dataset<Row> rows, List<String> scopes) {
    String id = table.name() + "-" + seq;
    lake.replace(
        table,
        rows.withColumn(Table.DELIVERY_SEQ, functions.lit(seq))
            .withColumn(Table.DELIVERY_ID, functions.lit(id)),
        Map.of(Table.DELIVERY_SEQ, seq, Table.DELIVERY_ID, id));
    new Delivery(table.name(), seq, id, new Delivery.Counts(1, 1, 0, 0), scopes).book(lake);
  }

  public Dataset<Row> entries() {
    return entries(0, sizes.entries());
  }

  private Dataset<Row> entries(long from, long to) {
    String c = "pmod(xxhash64(e, 5), " + sizes.captures() + ")";
    Dataset<Row> numbers =
        spark
            .range(from, to, 1, slices)
            .withColumnRenamed("id", "e")
            .withColumn(
                "k", expr("case when e % 20 < 12 then 0 when e % 20 < 19 then 1 else 2 end"))
            .withColumn("c", expr("if(e % 50 = 17, -1 - e, " + c + ")"));
    return table(
        ManifestEntries.TABLE,
        numbers,
        Map.ofEntries(
            Map.entry(
                "dataset_id", "element_at(array('" + String.join("','", DATA_SETS) + "'), k + 1)"),
            Map.entry(
                "document_id",
                "concat('<urn:uuid:', lower(hex(xxhash64(e, 6))), '-', lower(hex(xxhash64(e, 7))),"
                    + " '-', e, '>')"),
            Map.entry("url", "if(k = 0 and e % 7 = 3, null, " + url("c") + ")"),
            Map.entry("content_digest", "if(k = 0, concat('sha1:', " + digest("c") + "), null)"),
            Map.entry(
                "text_digest",
                "if(e % 20 = 5, upper(substr(sha1(concat('t', c div 30)), 1, 32)), null)"),
            Map.entry("crawl", "if(k = 0, null, " + crawl("c") + ")"),
            Map.entry("warc_filename", "if(k = 1, " + warc("c") + ", null)"),
            Map.entry("fetched_at", "if(k = 1, " + time("c") + ", null)"),
            Map.entry("modality", "'text'"),
            Map.entry("token_count", "if(e % 100 = 1, null, pmod(xxhash64(e, 8), 4000))"),
            Map.entry("epochs", "if(e % 10 = 4, 1.5, 1)")));
  }

  private String domain(String c) {
    // Pages that are not of the large domain go round all other sites, so that each site has some.
    return "if(pmod("
        + c
        + ", 10) < 4, 'large.com', concat('site', pmod(("
        + c
        + " div 10) * 6 + pmod("
        + c
        + ", 10) - 4, "
        + (sizes.sources() - 1)
        + "), '.com'))";
  }

  private String host(String c) {
    return "concat('www.', " + domain(c) + ")";
  }

  private String url(String c) {
    return "concat('https://', "
        + host(c)
        + ", '/', lower(hex(xxhash64("
        + c
        + ", 1))), '/article-', "
        + c
        + ", '.html')";
  }

  /** Of copies: the payload of another page. */
  private String digest(String c) {
    return "upper(substr(sha1(string(if(pmod("
        + c
        + ", 20) >= 17, pmod(xxhash64("
        + c
        + ", 2), "
        + sizes.captures()
        + "), "
        + c
        + "))), 1, 32))";
  }

  private static String time(String c) {
    return "timestamp_seconds(1767225600 + pmod(xxhash64(" + c + ", 3), 7776000))";
  }

  private static String crawl(String c) {
    return "if(pmod(" + c + ", 2) = 0, 'CC-MAIN-2026-05', 'CC-MAIN-2026-18')";
  }

  private static String warc(String c) {
    return "concat('crawl-data/', "
        + crawl(c)
        + ", '/segments/1715971057216.39/warc/CC-MAIN-20260117233122-20260118023122-', lpad(string("
        + c
        + " div 30000), 5, '0'), '.warc.gz')";
  }

  private static Dataset<Row> table(Table table, Dataset<Row> numbers, Map<String, String> values) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : table.schema().fields()) {
      Column value =
          values.containsKey(field.name()) ? expr(values.get(field.name())) : functions.lit(null);
      columns.add(value.cast(field.dataType()).as(field.name()));
    }
    return numbers.select(columns.toArray(new Column[0]));
  }
}
