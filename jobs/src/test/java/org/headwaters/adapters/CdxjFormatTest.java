package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.headwaters.tables.Captures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CdxjFormatTest {
  private static final String WARC =
      "crawl-data/CC-MAIN-2022-05/segments/1642320305277.88/%s/CC-MAIN-1.warc.gz";

  @TempDir Path folder;

  private Outside outside;

  @BeforeEach
  void newLake() {
    outside = new Outside(folder);
  }

  private static String line(String more) {
    return line("crawldiagnostics", more);
  }

  private static String line(String subset, String more) {
    return "org,commoncrawl)/faq 20220127163355"
        + " {\"url\":\"https://www.commoncrawl.org:8443/faq?a=b#c\","
        + "\"mime\":\"text/html\",\"mime-detected\":\"text/html\",\"status\":\"301\","
        + "\"digest\":\"3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ\",\"length\":\"958\",\"offset\":\"6946714\","
        + "\"filename\":\""
        + WARC.replace("%s", subset)
        + "\""
        + more
        + "}";
  }

  @Test
  void fillsEveryColumnThatAnIndexHas() {
    Path file =
        outside.gzip(
            "cdx-00000.gz",
            Outside.lines(
                line(
                    ",\"redirect\":\"/big-picture/\",\"charset\":\"UTF-8\",\"languages\":\"eng,fra\"")));
    Outside.Counts report = outside.deliver(Captures.TABLE, "cdxj", file);
    assertThat(report).isEqualTo(Outside.Counts.of(1L, 1L, 0L, 0L));
    assertThat(
            outside.rows(
                Captures.TABLE,
                Captures.URL_SURTKEY,
                Captures.URL_HOST_NAME,
                Captures.URL_HOST_TLD,
                Captures.URL_HOST_2ND_LAST_PART,
                Captures.URL_HOST_3RD_LAST_PART,
                Captures.URL_HOST_REGISTRY_SUFFIX,
                Captures.URL_HOST_REGISTERED_DOMAIN,
                Captures.URL_HOST_PRIVATE_DOMAIN,
                Captures.URL_HOST_NAME_REVERSED,
                Captures.URL_PROTOCOL,
                Captures.URL_PORT,
                Captures.URL_PATH,
                Captures.URL_QUERY))
        .containsExactly(
            "org,commoncrawl)/faq | www.commoncrawl.org | org | commoncrawl | www | org |"
                + " commoncrawl.org | commoncrawl.org | org.commoncrawl.www | https | 8443 | /faq |"
                + " a=b");
    assertThat(
            outside.rows(
                Captures.TABLE,
                Captures.FETCH_TIME,
                Captures.FETCH_STATUS,
                Captures.FETCH_REDIRECT,
                Captures.CONTENT_LANGUAGES,
                Captures.WARC_RECORD_OFFSET,
                Captures.WARC_RECORD_LENGTH,
                Captures.WARC_SEGMENT,
                Captures.CRAWL,
                Captures.SUBSET))
        .containsExactly(
            "2022-01-27T16:33:55Z | 301 | /big-picture/ | eng,fra | 6946714 | 958 |"
                + " 1642320305277.88 | CC-MAIN-2022-05 | crawldiagnostics");
  }

  @Test
  void knowsBothSpellingsOfTruncatedRevisitsRobotsAndNumbers() {
    Path file =
        outside.zstd(
            "all.cdxj.zst",
            Outside.lines(
                line("warc", ",\"truncated\":\"length\"").replace("6946714", "1"),
                line("warc", ",\"warc-truncated\":\"time\"").replace("6946714", "2"),
                line("warc", "")
                    .replace("6946714", "3")
                    .replace("\"mime\":\"text/html\"", "\"mime\":\"warc/revisit\"")
                    .replace("\"301\"", "\"-\""),
                line("robotstxt", "").replace("\"6946714\"", "4")));
    Outside.Counts report = outside.deliver(Captures.TABLE, "cdxj", file);
    assertThat(report).isEqualTo(Outside.Counts.of(4L, 4L, 0L, 0L));
    assertThat(
            outside.rows(
                Captures.TABLE,
                Captures.WARC_RECORD_OFFSET,
                Captures.CONTENT_TRUNCATED,
                Captures.CONTENT_MIME_TYPE,
                Captures.FETCH_STATUS,
                Captures.SUBSET))
        .containsExactly(
            "1 | length | text/html | 301 | warc",
            "2 | time | text/html | 301 | warc",
            "3 | null | warc/revisit | 304 | warc",
            "4 | null | text/html | 301 | robotstxt");
  }

  @Test
  void hostileLinesAreRejectsAndTheRestGoesOn() {
    byte[] bad =
        "com,x)/ 20220127163355 {\"url\":\"caf\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1);
    String big = "x".repeat(1 << 20);
    String text =
        Outside.lines(
            line(""),
            line("").substring(0, 200),
            "no index line",
            line("").replace("20220127163355", "2022012716335"),
            line("").replace("crawl-data/", "elsewhere/"),
            line("").replace("\"958\"", "{\"a\":[null]}"),
            line("").replace("6946714", "7").replace("a=b", big),
            line("").replace("\"url\":", "\"link\":"),
            line(""));
    byte[] good = text.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[bad.length + good.length];
    System.arraycopy(bad, 0, all, 0, bad.length);
    System.arraycopy(good, 0, all, bad.length, good.length);
    Outside.Counts report = outside.deliver(Captures.TABLE, "cdxj", outside.file("a.cdxj", all));
    assertThat(report).isEqualTo(Outside.Counts.of(10L, 3L, 1L, 6L));
    assertThat(outside.rejects())
        .contains(
            "a.cdxj:1 null is_utf8",
            "a.cdxj:3 null is_cdxj",
            "a.cdxj:4 null is_cdxj",
            "a.cdxj:5 fetch_time is_a_time",
            "a.cdxj:7 length is_one_value",
            "a.cdxj:9 url is_required");
  }

  /** Blocks of a zipnum cluster are members of a gzip file; its own index says where they begin. */
  @Test
  void aPackedClusterIsReadBlockByBlockAndItsOwnIndexIsNone() throws IOException {
    String[] blocks = {
      Outside.lines(line(""), line(",\"languages\":\"eng\"").replace("163355", "163356")),
      Outside.lines(line("").replace("163355", "163357")),
      "org,x)/ 20220127163358 https://x.org/ text/html 200 D - - 9 8 a.warc.gz\n"
    };
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (String block : List.of(blocks[0], blocks[1])) {
      try (OutputStream member = new GZIPOutputStream(packed)) {
        member.write(block.getBytes(StandardCharsets.UTF_8));
      }
    }
    outside.file("indexes/cdx-00000.gz", packed.toByteArray());
    outside.gzip("indexes/cdx-00001.gz", blocks[2]);
    outside.file("indexes/metadata.yaml", "a: b\n");
    Path folder =
        outside
            .file(
                "indexes/cluster.idx",
                "org,commoncrawl)/faq 20220127163355\tcdx-00000.gz\t0\t9\t1\n")
            .getParent();
    assertThat(
            outside.deliver(
                Captures.TABLE,
                "cdxj",
                folder,
                Map.of("constants", Map.of("crawl", "c", "subset", "warc"))))
        .isEqualTo(Outside.Counts.of(4L, 4L, 0L, 0L));
    assertThat(Sniffer.look(folder.getParent(), Set.of()).found())
        .extracting(Sniffer.Found::settings)
        .containsExactly(Map.of("format", "cdxj", "path", "indexes"));
  }
}
