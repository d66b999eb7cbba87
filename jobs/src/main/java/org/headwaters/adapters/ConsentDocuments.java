package org.headwaters.adapters;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;

/**
 * The consent documents of one file: JSON Lines of {@code {url, fetched_at, body}}, the robots.txt
 * records of a WARC file, or one document alone in a file or folder named after its host.
 */
final class ConsentDocuments implements RowFeed.Source {
  /** RFC 9309 lets a reader stop after 500 KiB; this is more, and the rest is told as a reject. */
  private static final int BODY_BYTES = 1 << 20;

  /** What a line of JSON may say of a document; the rest is told as passed over. */
  private static final Set<String> CELLS =
      Set.of(
          "url",
          "host",
          "body",
          "content_usage",
          "content-usage",
          "Content-Usage",
          "fetched_at",
          "observed_at",
          "effective_from",
          "status");

  private final String file;
  private final Watched in;
  private final Speaker speaker;
  private final RawRow.Shape shape;
  private final FieldCounts fields;
  private final @Nullable Records records;
  private final @Nullable WarcReader warc;
  private boolean read;
  private long number;

  /** Tells whether the file itself could not be read, or only what stands in it. */
  private static final class Watched extends FilterInputStream {
    private boolean broken;

    Watched(InputStream in) {
      super(in);
    }

    boolean broke() {
      return broken;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        return super.read(into, from, length);
      } catch (IOException e) {
        broken = true;
        throw e;
      }
    }
  }

  /** An open file, and what counts its fields. */
  record Opened(String file, InputStream in, FieldCounts fields) {}

  /** Turns one document into signals. */
  @FunctionalInterface
  interface Speaker extends Serializable {
    void say(ConsentDocument document, RawRow.Shape shape, Consumer<Row> rows);
  }

  ConsentDocuments(Opened opened, Speaker speaker, RawRow.Shape shape) {
    this.file = opened.file();
    this.in = new Watched(opened.in());
    this.speaker = speaker;
    this.shape = shape;
    this.fields = opened.fields();
    this.records = TextFiles.endsWith(file, ".jsonl") ? new Records(file, this.in) : null;
    try {
      this.warc = TextFiles.endsWith(file, ".warc") ? new WarcReader(this.in) : null;
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  @Override
  public boolean feed(Consumer<Row> rows) {
    if (records != null) {
      return line(records, rows);
    }
    return warc != null ? record(warc, rows) : alone(rows);
  }

  private boolean line(Records from, Consumer<Row> rows) {
    Records.Cells cells = from.next();
    if (cells == null) {
      return false;
    }
    if (cells.fault() != null) {
      rows.accept(shape.broken(file, cells.line(), cells.fault()));
      return true;
    }
    String url = cells.cell("url") != null ? cells.cell("url") : cells.cell("host");
    String body = first(cells, "body", "content_usage", "content-usage", "Content-Usage");
    if (url == null || body == null) {
      Row fault =
          RawRows.fault("", cells.text(), "is_required", "Give url or host, fetched_at and body.");
      rows.accept(shape.broken(file, cells.line(), fault));
      return true;
    }
    String status = cells.cell("status");
    if (status != null && !status.startsWith("2")) {
      fields.passedOver("(an answer of status " + status + ")");
      return true; // no answer is no statement
    }
    for (String name : cells.cells().keySet()) {
      if (!CELLS.contains(name)) {
        fields.passedOver(name);
      }
    }
    ConsentDocument document =
        new ConsentDocument(
            new ConsentDocument.Place(file, cells.line(), fields),
            url.contains("://") ? url : "https://" + url,
            first(cells, "fetched_at", "observed_at"),
            cells.cell("effective_from"),
            body);
    say(document, rows);
    return true;
  }

  private static @Nullable String first(Records.Cells cells, String... names) {
    return Arrays.stream(names)
        .map(cells::cell)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private boolean record(WarcReader from, Consumer<Row> rows) {
    try {
      Optional<WarcRecord> next = from.next();
      if (next.isEmpty()) {
        return false;
      }
      number++;
      if (next.get() instanceof WarcResponse response) {
        String url = response.headers().first("WARC-Target-URI").orElse("");
        if (url.matches("<?[a-z]+://[^/]+/robots\\.txt>?")) {
          answer(response, url.replaceAll("[<>]", ""), rows);
        }
      }
      return true;
    } catch (IOException | IllegalArgumentException e) {
      // Where a record's end or type is lost, so is the beginning of the next.
      throw InputFiles.unreadable(file, e);
    }
  }

  /** A server may have answered anything: what is no HTTP is a reject, and the crawl goes on. */
  private void answer(WarcResponse response, String url, Consumer<Row> rows) throws IOException {
    ConsentDocument.Place place = new ConsentDocument.Place(file, number, fields);
    String date = response.headers().first("WARC-Date").orElse(null);
    try {
      int status = response.http().status();
      if (status < 200 || status > 299) {
        fields.passedOver("(an answer of status " + status + ")");
      } else {
        byte[] body = response.http().bodyDecoded().stream().readNBytes(BODY_BYTES + 1);
        say(new ConsentDocument(place, url, date, null, text(place, body, rows)), rows);
      }
    } catch (EOFException e) {
      throw e;
    } catch (IOException e) {
      if (in.broke()) {
        throw e;
      }
      new ConsentDocument(place, url, date, null, "")
          .refuse(
              shape,
              url + ": " + InputFiles.firstLine(e),
              "is_http",
              "Leave the record out, or fetch the file again.",
              rows);
    }
  }

  /** The text that is read; what lies beyond is told. */
  private String text(ConsentDocument.Place place, byte[] body, Consumer<Row> rows) {
    if (body.length > BODY_BYTES) {
      Row fault =
          RawRows.fault(
              "",
              "(more than " + BODY_BYTES + " bytes)",
              "body_fits",
              "Only the first " + BODY_BYTES + " bytes were read; shorten the file.");
      rows.accept(shape.broken(place.file(), place.line(), fault));
    }
    return new String(body, 0, Math.min(body.length, BODY_BYTES), StandardCharsets.UTF_8);
  }

  private boolean alone(Consumer<Row> rows) {
    if (read) {
      return false;
    }
    read = true;
    try {
      ConsentDocument.Place place = new ConsentDocument.Place(file, 1, fields);
      String body = text(place, in.readNBytes(BODY_BYTES + 1), rows);
      say(new ConsentDocument(place, "https://" + hostOfFile(), null, null, body), rows);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
    return true;
  }

  /** Whether a file's own name leaves its host to the folder that it lies in. */
  static boolean isNamedAfterItsKind(String name) {
    return name.matches("(robots\\.txt|tdmrep\\.json|license\\.xml|rsl\\.xml)(\\.gz|\\.zst)?");
  }

  /**
   * {@code example.com/robots.txt}, {@code example.com/.well-known/tdmrep.json}, {@code
   * example.com.txt}.
   */
  private String hostOfFile() {
    List<String> segments = Arrays.asList(file.split("/"));
    int last = segments.size() - 1;
    String name = segments.get(last);
    if (isNamedAfterItsKind(name)) {
      int folder = segments.get(last - 1).equals(".well-known") ? last - 2 : last - 1;
      return folder < 0 ? "" : segments.get(folder);
    }
    return name.replaceFirst("(\\.gz|\\.zst)$", "").replaceFirst("\\.[a-z]+$", "");
  }

  private void say(ConsentDocument document, Consumer<Row> rows) {
    if (document.host() == null) {
      document.refuse(
          shape,
          document.url(),
          "url_has_a_host",
          records == null && warc == null
              ? "Name the file, or the folder that it lies in, after the host that it speaks for:"
                  + " example.com.txt, or example.com/robots.txt."
              : "Give the url or host that it speaks for.",
          rows);
    } else {
      speaker.say(document, shape, rows);
    }
  }
}
