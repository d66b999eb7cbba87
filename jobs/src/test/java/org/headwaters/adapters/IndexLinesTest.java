package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Captures;
import org.junit.jupiter.api.Test;

/** Captures of indexes and archives that are not Common Crawl's, as raw rows. */
final class IndexLinesTest {
  private static final RawRow.Shape SHAPE = RawRow.Shape.of(Captures.TABLE);
  private static final List<String> TOLD =
      List.of(
          Captures.URL_SURTKEY,
          Captures.FETCH_TIME,
          Captures.URL,
          Captures.URL_HOST_NAME,
          Captures.CONTENT_MIME_TYPE,
          Captures.FETCH_STATUS,
          Captures.CONTENT_DIGEST,
          Captures.WARC_RECORD_LENGTH,
          Captures.WARC_RECORD_OFFSET,
          Captures.WARC_FILENAME);

  private static List<String> told(RowFeed.Source source) {
    List<String> told = new ArrayList<>();
    Iterator<Row> rows = new RowFeed(source);
    int width = SHAPE.columns().size();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.get(width + 2) != null) {
        told.add(row.getLong(width + 1) + " " + ((Row[]) row.get(width + 2))[0].getString(2));
        continue;
      }
      List<String> cells = new ArrayList<>();
      TOLD.forEach(name -> cells.add(String.valueOf(row.get(SHAPE.columns().indexOf(name)))));
      told.add(String.join(" ", cells));
    }
    return told;
  }

  private static List<String> index(String... lines) {
    byte[] bytes = Outside.lines(lines).getBytes(StandardCharsets.UTF_8);
    return told(new CdxjLines("/x.cdx", new ByteArrayInputStream(bytes), SHAPE, new FieldCounts()));
  }

  @Test
  void keysThatAreNotOursMayHoldAnythingAndAreCounted() {
    FieldCounts fields = new FieldCounts();
    String line =
        "org,x)/a 20260102030405678 {\"url\":\"http://x.org/a\",\"status\":\"200\","
            + "\"extra\":{\"a\":1},\"digest\":\"D\"}\n";
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    List<String> told =
        told(new CdxjLines("/x.cdxj", new ByteArrayInputStream(bytes), SHAPE, fields));
    assertThat(told)
        .containsExactly(
            "org,x)/a 2026-01-02T03:04:05Z http://x.org/a x.org null 200 D null null null");
    assertThat(fields.told()).isEqualTo("extra 1");
    assertThat(fields.taken().keySet()).containsExactly("digest", "status", "url");
  }

  @Test
  void aHeaderThatLostItsFirstBlankIsAHeader() {
    assertThat(
            index(
                "CDX N b a m s k r V g",
                "org,x)/a 20260102030405 http://x.org/a text/html 200 DIGEST - 333 a.warc.gz"))
        .containsExactly(
            "org,x)/a 2026-01-02T03:04:05Z http://x.org/a x.org text/html 200 DIGEST null 333"
                + " a.warc.gz");
  }

  @Test
  void readsCdxWithElevenFieldsNineFieldsAndAHeaderOfItsOwn() {
    assertThat(
            index(
                " CDX N b a m s k r M S V g",
                "org,x)/a 20260102030405 http://x.org/a text/html 200 DIGEST - - 1043 333"
                    + " a.warc.gz",
                "org,x)/b 20260102030405 http://x.org/b warc/revisit - DIGEST - - 500 444"
                    + " a.warc.gz"))
        .containsExactly(
            "org,x)/a 2026-01-02T03:04:05Z http://x.org/a x.org text/html 200 DIGEST 1043 333"
                + " a.warc.gz",
            "org,x)/b 2026-01-02T03:04:05Z http://x.org/b x.org warc/revisit 304 DIGEST 500 444"
                + " a.warc.gz");
    assertThat(
            index(
                "org,x)/a 20260102030405 http://x.org/a text/html 200 DIGEST - 333 a.warc.gz",
                "org,x)/a 20260102030405 http://x.org/a text/html 200 DIGEST - - 1043 333"
                    + " a.warc.gz",
                "org,x)/a 20260102030405 http://x.org/a text/html",
                "eleven words of any text make no line of an index, however"))
        .containsExactly(
            "org,x)/a 2026-01-02T03:04:05Z http://x.org/a x.org text/html 200 DIGEST null 333"
                + " a.warc.gz",
            "org,x)/a 2026-01-02T03:04:05Z http://x.org/a x.org text/html 200 DIGEST 1043 333"
                + " a.warc.gz",
            "3 is_cdxj",
            "4 is_cdxj");
    assertThat(index(" CDX a b s V g", "http://x.org/a 20260102030405 404 333 a.warc.gz"))
        .containsExactly(
            "null 2026-01-02T03:04:05Z http://x.org/a x.org null 404 null null 333 a.warc.gz");
  }

  @Test
  void aRevisitWithoutAStatusIsARevisit() {
    assertThat(
            index(
                "org,x)/a 20260102030405"
                    + " {\"url\":\"http://x.org/a\",\"mime\":\"warc/revisit\",\"digest\":\"D\",\"length\":\"1\",\"offset\":\"2\",\"filename\":\"a.warc.gz\"}"))
        .containsExactly(
            "org,x)/a 2026-01-02T03:04:05Z http://x.org/a x.org warc/revisit 304 D 1 2 a.warc.gz");
  }

  private static String record(String type, String url, String http) {
    int length = http.getBytes(StandardCharsets.UTF_8).length;
    return "WARC/1.0\r\nWARC-Type: "
        + type
        + "\r\n"
        + "WARC-Record-ID: <urn:uuid:0d8c1e2a-0000-4000-8000-000000000001>\r\n"
        + "WARC-Date: 2026-01-02T03:04:05Z\r\n"
        + "WARC-Target-URI: "
        + url
        + "\r\n"
        + "WARC-Payload-Digest: sha1:DIGEST\r\n"
        + "Content-Type: application/http; msgtype=response\r\n"
        + "Content-Length: "
        + length
        + "\r\n\r\n"
        + http
        + "\r\n\r\n";
  }

  @Test
  void headersOfAnArchiveAreCapturesWithThePlaceOfEachRecordAsItIsStored() throws IOException {
    List<String> records =
        List.of(
            record("request", "http://x.org/a", "GET /a HTTP/1.1\r\nHost: x.org\r\n\r\n"),
            record(
                "response",
                "http://x.org/a?b=1",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\nhello"),
            record("revisit", "http://x.org/b", "HTTP/1.1 200 OK\r\n\r\n"),
            record("response", "http://x.org/c", "no http at all"));
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    List<Integer> plainAt = new ArrayList<>();
    List<Integer> packedAt = new ArrayList<>();
    for (String record : records) {
      plainAt.add(plain.size());
      packedAt.add(packed.size());
      byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
      plain.write(bytes);
      GZIPOutputStream member = new GZIPOutputStream(packed);
      member.write(bytes);
      member.finish();
    }
    plainAt.add(plain.size());
    packedAt.add(packed.size());
    archive("/in/x.warc", plain, plainAt);
    archive("/in/x.warc.gz", packed, packedAt);
  }

  private static void archive(String file, ByteArrayOutputStream bytes, List<Integer> at) {
    String name = file.substring(4);
    assertThat(told(new WarcCaptures(file, new ByteArrayInputStream(bytes.toByteArray()), SHAPE)))
        .containsExactly(
            "org,x)/a?b=1 2026-01-02T03:04:05Z http://x.org/a?b=1 x.org text/html 200 sha1:DIGEST %s %s %s"
                .formatted(at.get(2) - at.get(1), at.get(1), name),
            "org,x)/b 2026-01-02T03:04:05Z http://x.org/b x.org warc/revisit 304 sha1:DIGEST %s %s %s"
                .formatted(at.get(3) - at.get(2), at.get(2), name),
            "4 is_http");
  }
}
