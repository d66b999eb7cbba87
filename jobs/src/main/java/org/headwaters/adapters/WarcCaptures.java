package org.headwaters.adapters;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Captures;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.ParsingException;
import org.netpreserve.jwarc.URIs;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTargetRecord;

/**
 * The captures of one WARC file, in its order: one for each response and revisit. Offset and length
 * are those of the record as it is stored, packed where the file is; the file's own name stands for
 * the name below the archive.
 */
final class WarcCaptures implements RowFeed.Source {
  private static final String REVISIT = "warc/revisit";
  private static final String NOT_MODIFIED = "304";

  private final String file;
  private final RawRow.Shape shape;
  private final WarcReader warc;
  private @Nullable RawRow open;
  private long begun;
  private long number;

  /** {@code in} as it is stored, packed or not. */
  WarcCaptures(String file, InputStream in, RawRow.Shape shape) {
    this.file = file;
    this.shape = shape;
    try {
      this.warc = new WarcReader(in);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  @Override
  public boolean feed(Consumer<Row> rows) {
    try {
      Optional<WarcRecord> next = warc.next();
      // A record's length is known where the next one begins.
      if (open != null) {
        rows.accept(
            open.set(Captures.WARC_RECORD_LENGTH, String.valueOf(warc.position() - begun)).done());
        open = null;
      }
      if (next.isEmpty()) {
        return false;
      }
      number++;
      begun = warc.position();
      if (next.get() instanceof WarcResponse || next.get() instanceof WarcRevisit) {
        open = capture((WarcTargetRecord) next.get());
      }
      return true;
    } catch (IOException | IllegalArgumentException e) {
      // Where a record's end or type is lost, so is the beginning of the next.
      throw InputFiles.unreadable(file, e);
    }
  }

  private RawRow capture(WarcTargetRecord record) throws IOException {
    String url = header(record, "WARC-Target-URI").replaceAll("^<|>$", "");
    RawRow row =
        shape
            .row(file, number)
            .set(Captures.FETCH_TIME, header(record, "WARC-Date"))
            .set(Captures.CONTENT_DIGEST, orNull(header(record, "WARC-Payload-Digest")))
            .set(Captures.CONTENT_TRUNCATED, orNull(header(record, "WARC-Truncated")))
            .set(
                Captures.CONTENT_MIME_DETECTED,
                orNull(header(record, "WARC-Identified-Payload-Type")))
            .set(Captures.WARC_FILENAME, file.substring(file.lastIndexOf('/') + 1))
            .set(Captures.WARC_RECORD_OFFSET, String.valueOf(begun));
    UrlColumns.set(row.set(Captures.URL_SURTKEY, surt(url)), url);
    if (record instanceof WarcRevisit) {
      row.set(Captures.CONTENT_MIME_TYPE, REVISIT).set(Captures.FETCH_STATUS, NOT_MODIFIED);
    } else if (record instanceof WarcResponse response) {
      answer(row, response);
    }
    return row;
  }

  /** A server may have answered anything: what is no HTTP has no status, and the crawl goes on. */
  private static void answer(RawRow row, WarcResponse response) throws IOException {
    if (!response.contentType().base().equals(MediaType.HTTP.base())) {
      return;
    }
    HttpResponse http;
    try {
      http = response.http();
    } catch (ParsingException e) {
      String url = header(response, "WARC-Target-URI");
      String fix = "Leave the record out, or fetch the page again.";
      row.fault(RawRows.fault("", url, "is_http", fix));
      return;
    }
    row.set(Captures.FETCH_STATUS, String.valueOf(http.status()))
        .set(
            Captures.CONTENT_MIME_TYPE,
            http.headers()
                .first("Content-Type")
                .map(type -> type.replaceFirst("[;,\\s].*", ""))
                .orElse(null))
        .set(Captures.FETCH_REDIRECT, http.headers().first("Location").orElse(null));
  }

  private static String header(WarcRecord record, String name) {
    return record.headers().first(name).map(String::strip).orElse("");
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable String surt(String url) {
    try {
      return orNull(URIs.toNormalizedSurt(url));
    } catch (RuntimeException e) {
      return null; // a url that has no key is told by the rules for urls
    }
  }
}
