package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.headwaters.SharedSpark;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Test;

/**
 * What readers take over of files that others wrote, and what they pass over, by path: a table that
 * is committed, so that a path which is new, or lost, is looked at by somebody. {@code
 * -Dheadwaters.renew=true} writes it anew.
 */
final class FieldPathsTest {
  private static final Path HOME = Path.of(System.getProperty("headwaters.home", "..")).normalize();
  private static final Path TABLE =
      HOME.resolve("jobs/src/test/resources/org/headwaters/adapters/field-paths.tsv");
  private static final Path OUTSIDE = HOME.resolve("sample-data/outside");

  private static void check(String file, FieldCounts fields) throws IOException {
    TreeSet<String> paths = new TreeSet<>(fields.taken().keySet());
    paths.addAll(fields.passedOver().keySet());
    List<String> said = new ArrayList<>();
    for (String path : paths) {
      long taken = fields.taken().getOrDefault(path, 0L);
      long passedOver = fields.passedOver().getOrDefault(path, 0L);
      said.add(String.join("\t", file, path, "" + taken, "" + passedOver));
    }
    List<String> all = Files.exists(TABLE) ? Files.readAllLines(TABLE) : List.of();
    if (Boolean.getBoolean("headwaters.renew")) {
      TreeSet<String> lines = new TreeSet<>(all);
      lines.removeIf(line -> line.startsWith(file + "\t"));
      lines.addAll(said);
      Files.write(TABLE, lines);
      all = List.copyOf(lines);
    }
    assertThat(all.stream().filter(line -> line.startsWith(file + "\t")).toList())
        .as("file, path, times taken over, times passed over; renew with -Dheadwaters.renew=true")
        .containsExactlyElementsOf(said);
  }

  private static void drain(Iterator<Row> rows) {
    rows.forEachRemaining(row -> assertThat(row).isNotNull());
  }

  private static RawRow.Shape shape(Table table) {
    return RawRow.Shape.of(table);
  }

  @Test
  void ofTheListOfAgents() throws IOException {
    FieldCounts fields = new FieldCounts();
    Path agents = Outside.real("ai-robots-txt/robots.json");
    RobotsAgents.read(agents.toString(), new Configuration(), fields);
    check("ai-robots-txt/robots.json", fields);
  }

  @Test
  void ofACrawlWithoutRobots() throws IOException {
    FieldCounts fields = new FieldCounts();
    Path warc = Outside.real("whirlwind/whirlwind.warc.gz");
    RobotsSpeaker speaker = new RobotsSpeaker(RobotsAgents.shipped(), fields);
    try (InputStream in = TextFiles.gunzipped(Files.newInputStream(warc))) {
      drain(
          new RowFeed(
              new ConsentDocuments(
                  new ConsentDocuments.Opened(warc.toString(), in, fields),
                  speaker::say,
                  shape(ConsentSignals.TABLE))));
    }
    check("whirlwind/whirlwind.warc.gz", fields);
  }

  @Test
  void ofCards() throws IOException {
    FieldCounts fields = new FieldCounts();
    CardRows rows = new CardRows(false, AssetNames.none(), shape(Assets.TABLE));
    try (Stream<Path> files = Files.walk(OUTSIDE.resolve("cards"))) {
      for (Path file : files.filter(f -> f.endsWith("README.md")).sorted().toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          CardFile.Opened opened = new CardFile.Opened(file.toString(), in, fields);
          drain(new RowFeed(new CardFile(opened, Map.of(), rows)));
        }
      }
    }
    check("outside/cards", fields);
  }

  @Test
  void ofAListOfAssets() throws IOException {
    FieldCounts fields = new FieldCounts();
    Path list = OUTSIDE.resolve("catalogue.yaml");
    Yaml.read("catalogue.yaml", Files.readString(list))
        .forEach(one -> new ListedAsset("catalogue", 1, one, AssetNames.none()).count(fields));
    check("outside/catalogue.yaml", fields);
  }

  @Test
  void ofADump() throws IOException {
    for (String name : List.of("Posts.xml", "PostHistory.xml")) {
      FieldCounts fields = new FieldCounts();
      PostRows posts = new PostRows("a.org", "dataset:a", false, 4, shape(ManifestEntries.TABLE));
      try (InputStream in = Files.newInputStream(OUTSIDE.resolve("askwell-example.com/" + name))) {
        if (name.equals("Posts.xml")) {
          drain(new RowFeed(new DumpRows(name, in, posts, fields)));
        } else {
          PostRows edits = new PostRows("a.org", "dataset:a", true, 4, shape(Authorship.TABLE));
          drain(new RowFeed(new DumpRows(name, in, edits, fields)));
        }
      }
      check("outside/" + name, fields);
    }
  }

  @Test
  void ofRobots() throws IOException {
    FieldCounts fields = new FieldCounts();
    RobotsSpeaker speaker = new RobotsSpeaker(RobotsAgents.shipped(), fields);
    try (InputStream in = Files.newInputStream(OUTSIDE.resolve("robots.jsonl"))) {
      drain(
          new RowFeed(
              new ConsentDocuments(
                  new ConsentDocuments.Opened("robots.jsonl", in, fields),
                  speaker::say,
                  shape(ConsentSignals.TABLE))));
    }
    check("outside/robots.jsonl", fields);
  }

  /** Keys of Common Crawl's index, of pywb's and of one that nobody has heard of. */
  @Test
  void ofAnIndex() throws IOException {
    FieldCounts fields = new FieldCounts();
    String lines =
        Outside.lines(
            "org,x)/ 20260102030405"
                + " {\"url\":\"https://x.org/\",\"mime\":\"text/html\",\"mime-detected\":\"text/html\",\"status\":\"200\",\"digest\":\"D\",\"length\":\"9\",\"offset\":\"8\",\"filename\":\"a.warc.gz\",\"charset\":\"UTF-8\",\"languages\":\"eng\",\"truncated\":\"length\"}",
            "org,x)/b 20260102030405"
                + " {\"url\":\"https://x.org/b\",\"status\":\"301\",\"redirect\":\"/\",\"filename\":\"a.warc.gz\",\"warc-truncated\":\"time\"}",
            "org,x)/c 20260102030405"
                + " {\"url\":\"https://x.org/c\",\"mime\":\"warc/revisit\",\"filename\":\"a.warc.gz\",\"source\":\"i.cdxj\",\"source-coll\":\"c\",\"access\":\"allow\",\"unheard\":{\"of\":1}}",
            "org,x)/d 20260102030405 https://x.org/d text/html 200 D - - 9 8 a.warc.gz");
    drain(
        new RowFeed(
            new CdxjLines("x.cdxj", RawTexts.stream(lines), shape(Captures.TABLE), fields)));
    check("lines/index.cdxj", fields);
  }

  @Test
  void ofAUsageReport() throws IOException {
    UsageReading reading =
        new UsageReading(
            new UsageReport(Map.of(), Set.of(), "", null),
            "service:acme/chat",
            0,
            PriceTable.read(OUTSIDE.resolve("prices.csv").toString(), new Configuration()));
    FieldCounts fields = new FieldCounts();
    UsageLines.Making making =
        new UsageLines.Making(
            reading,
            shape(Revenue.TABLE),
            (usage, columns, place, rows) ->
                rows.accept(columns.row(place.file(), place.line()).done()));
    try (InputStream in = Files.newInputStream(OUTSIDE.resolve("usage.csv"))) {
      drain(
          new RowFeed(
              new UsageLines("usage.csv", in, new CsvDialect("", ',', '"'), fields, making)));
    }
    check("outside/usage.csv", fields);
  }

  @Test
  void ofColumnsOfParquet() throws IOException {
    check("outside/cc-index", columnar(Captures.TABLE, "cc-index", "cc-index", Map.of()));
    check(
        "outside/fineweb",
        columnar(
            ManifestEntries.TABLE,
            "fineweb",
            "datasets--openweb--web@1.0",
            Map.of("constants", Map.of("dataset_id", "dataset:openweb/web@1.0"))));
    check(
        "outside/fineweb as parquet",
        columnar(
            ManifestEntries.TABLE,
            "parquet",
            "datasets--openweb--web@1.0",
            Map.of(
                "columns",
                Map.of("document_id", "id"),
                "constants",
                Map.of("dataset_id", "dataset:openweb/web@1.0"))));
  }

  private static FieldCounts columnar(
      Table table, String format, String name, Map<String, Object> settings) {
    Formats.Opened opened =
        Formats.open(
            SharedSpark.session(),
            Outside.source(table, format, OUTSIDE.resolve(name), settings),
            table);
    assertThat(opened.rows().count()).isPositive();
    return opened.fields().value();
  }
}
