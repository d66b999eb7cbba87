package org.headwaters.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.headwaters.SharedSpark;
import org.headwaters.tables.Captures;

/**
 * Makes {@code sample-data/outside}: a folder of files as others write them, small enough to check
 * by hand. Run {@code OutsideRunTest} with {@code -Dheadwaters.renew=true} to make it anew.
 */
final class OutsideWorld {
  private static final String WARC =
      "crawl-data/CC-MAIN-2026-05/segments/1768000000000.1/warc/CC-MAIN-20260118-00000.warc.gz";
  private static final Instant FETCHED = Instant.parse("2026-01-18T01:58:10Z");

  private final Path folder;

  private OutsideWorld(Path folder) {
    this.folder = folder;
  }

  static void write(Path folder) throws IOException {
    OutsideWorld world = new OutsideWorld(folder);
    world.crawl();
    world.fineweb();
    world.cards();
    world.posts();
    world.consent();
    world.money();
    world.claims();
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /** One Parquet file of a fixed name. */
  private void parquet(String name, StructType schema, List<Row> rows) throws IOException {
    Path written = Files.createTempDirectory("outside");
    SharedSpark.session()
        .createDataFrame(rows, schema)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .option("compression", "gzip")
        .parquet(written.toString());
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (Stream<Path> parts = Files.list(written)) {
      Path part = parts.filter(p -> p.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static final List<String> PAGES =
      List.of(
          "https://www.example.org/essay",
          "https://recipes.example.net/soup",
          "https://closed.example.com/secret",
          "https://github.com/torvalds/linux");

  private void crawl() throws IOException {
    StructType all = Captures.TABLE.schema();
    StructType schema = new StructType();
    for (String column : all.fieldNames()) {
      boolean ours =
          List.of("author_id", "license", "published_at", "text_digest", "generated_by", "deleted")
              .contains(column);
      boolean folders = List.of("crawl", "subset").contains(column);
      if (!ours && !folders) {
        schema = schema.add(column, all.apply(column).dataType());
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < PAGES.size(); i++) {
      Map<String, Object> said =
          Map.of(
              "url",
              PAGES.get(i),
              "url_surtkey",
              "key" + i,
              "url_host_name",
              java.net.URI.create(PAGES.get(i)).getHost(),
              "url_protocol",
              "https",
              "url_path",
              java.net.URI.create(PAGES.get(i)).getPath(),
              "fetch_time",
              Timestamp.from(FETCHED.plusSeconds(i)),
              "fetch_status",
              (short) 200,
              "content_mime_type",
              "text/html",
              "warc_filename",
              WARC,
              "warc_segment",
              "1768000000000.1");
      List<Object> cells = new ArrayList<>();
      for (String column : schema.fieldNames()) {
        Object value =
            column.equals("warc_record_offset")
                ? (Object) (i * 1000)
                : column.equals("warc_record_length") ? (Object) 900 : said.get(column);
        cells.add(value);
      }
      rows.add(RowFactory.create(cells.toArray()));
    }
    parquet("cc-index/crawl=CC-MAIN-2026-05/subset=warc/part-00000.gz.parquet", schema, rows);
  }

  private void fineweb() throws IOException {
    StructType schema =
        new StructType()
            .add("text", "string")
            .add("id", "string")
            .add("dump", "string")
            .add("url", "string")
            .add("date", "string")
            .add("file_path", "string")
            .add("language", "string")
            .add("language_score", "double")
            .add("token_count", "long");
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < PAGES.size(); i++) {
      rows.add(
          RowFactory.create(
              "…",
              "<urn:uuid:00000000-0000-0000-0000-00000000000" + i + ">",
              "CC-MAIN-2026-05",
              PAGES.get(i),
              FETCHED.plusSeconds(i).toString(),
              "s3://commoncrawl/" + WARC,
              "en",
              0.99,
              (i + 1) * 100L));
    }
    parquet("datasets--openweb--web@1.0/000_00000.parquet", schema, rows);
  }

  private void cards() throws IOException {
    card("models/openlab/base", "license: apache-2.0\ndatasets:\n- openweb/web\n");
    card(
        "models/acme/student",
        "license: llama3.1\nbase_model: openlab/base\ndatasets:\n- stackexchange/stackoverflow\n");
    card("datasets/openweb/web", "license: odc-by\nlanguage_creators:\n- found\n");
    file(
        "aliases.yaml",
        """
        # Who is meant: asset id, and the names by which others call it.
        "dataset:openweb/web@1.0": [openweb/web]
        "dataset:stackexchange/stackoverflow.com": [stackexchange/stackoverflow]
        "model:acme/student": [Acme Student]
        """);
    file(
        "catalogue.yaml",
        """
        - type: application
          id: service:acme/chat
          name: Chat
          organization: Acme
          dependencies: [Acme Student, ACME student 2]
        """);
  }

  private void card(String name, String front) throws IOException {
    file("cards/" + name + "/README.md", "---\n" + front + "---\n# " + name + "\n");
  }

  private void posts() throws IOException {
    file(
        "stackoverflow.com/Posts.xml",
        """
        <?xml version="1.0" encoding="utf-8"?>
        <posts>
          <row Id="1" PostTypeId="1" CreationDate="2010-07-20T19:09:27.200" Body="&lt;p&gt;Why?&lt;/p&gt;" OwnerUserId="10" ContentLicense="CC BY-SA 4.0" />
          <row Id="2" PostTypeId="2" ParentId="1" CreationDate="2010-07-20T20:00:00.000" Body="&lt;p&gt;Because.&lt;/p&gt;" OwnerUserId="22656" ContentLicense="CC BY-SA 4.0" />
          <row Id="3" PostTypeId="2" ParentId="1" CreationDate="2010-07-21T08:00:00.000" Body="&lt;p&gt;No.&lt;/p&gt;" OwnerDisplayName="user3" ContentLicense="CC BY-SA 2.5" />
        </posts>
        """);
    file(
        "stackoverflow.com/PostHistory.xml",
        """
        <?xml version="1.0" encoding="utf-8"?>
        <posthistory>
          <row Id="1" PostHistoryTypeId="2" PostId="2" UserId="22656" CreationDate="2010-07-20T20:00:00.000" Text="Becaus." />
          <row Id="2" PostHistoryTypeId="5" PostId="2" UserId="77" CreationDate="2010-07-22T20:00:00.000" Text="Because." />
        </posthistory>
        """);
  }

  private void consent() throws IOException {
    file(
        "robots.jsonl",
        """
        {"url": "https://www.example.org/robots.txt", "fetched_at": "2026-01-10T00:00:00Z", "status": 200, "body": "User-agent: *\\nDisallow: /cgi\\n"}
        {"url": "https://closed.example.com/robots.txt", "fetched_at": "2026-01-10T00:00:00Z", "status": 200, "body": "User-agent: CCBot\\nDisallow: /\\n"}
        {"url": "https://gone.example.com/robots.txt", "fetched_at": "2026-01-10T00:00:00Z", "status": 404, "body": ""}
        """);
  }

  private void money() throws IOException {
    Path zip = folder.resolve("eurofxref-hist.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      ZipEntry entry = new ZipEntry("eurofxref-hist.csv");
      entry.setTimeLocal(java.time.LocalDateTime.of(2026, 10, 1, 0, 0));
      out.putNextEntry(entry);
      String rates =
          "Date,USD,JPY,CYP,\n2026-09-30,1.25,170.5,N/A,\n2026-09-29,1.24,170.1,N/A,\n1999-01-04,1.1789,133.73,0.58231,\n";
      out.write(rates.getBytes(StandardCharsets.UTF_8));
    }
    file(
        "usage.csv",
        """
        week,service_id,model,input_tokens,cached_tokens,output_tokens,reasoning_tokens
        2026-09-07,service:acme/chat,student-latest,800000000,300000000,100000000,20000000
        2026-09-14,service:acme/chat,student-latest,900000000,400000000,120000000,30000000
        2026-09-21,service:acme/chat,student-latest,,,,
        """);
    file(
        "prices.csv",
        """
        model,model_id,valid_from,valid_to,currency,input,cached,output,reasoning
        student-latest,model:acme/student,2026-01-01,,USD,2.00,0.50,10.00,
        """);
  }

  private void claims() throws IOException {
    file(
        "holders.csv",
        """
        holder_id,kind,display_name
        ada,person,Ada
        essays,organisation,Example Essays
        """);
    file(
        "claims.csv",
        """
        claim_id,holder_id,pattern,status,evidence,filed_at,valid_from
        c1,ada,account:stackoverflow.com/22656,verified,signed in,2026-02-01,2010-01-01
        c2,essays,domain:example.org,verified,DNS record,2026-02-01,2010-01-01
        """);
  }

  /** Copies the folder, so that a run leaves the repository as it is. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Path target = to.resolve(from.relativize(file).toString());
              if (Files.isDirectory(file)) {
                Files.createDirectories(target);
              } else {
                Files.copy(file, target);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
