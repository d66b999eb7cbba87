package org.headwaters.jobs.books;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.UsageError;
import org.headwaters.core.money.Apportionment;
import org.headwaters.jobs.books.Explanation.Credit;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.Inputs;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.RowTime;
import org.headwaters.transforms.DocumentsOfSources;
import org.jspecify.annotations.Nullable;

/**
 * Writes the extract that a rights holder may ask for: every document of a source or holder that a
 * data set which earned holds, and what it was worth in all booked months. One line a document,
 * data set and source; the money of a source's lines at a data set sums to its credits there.
 */
public final class RightToKnowJob implements Job {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How the file is written. */
  public enum Format {
    CSV,
    JSON
  }

  /** Whose documents, and where the extract goes; one of source and holder is null. */
  public record Request(
      @Nullable String sourceId, @Nullable String holderId, Format format, Path file) {
    private String whose() {
      return sourceId == null ? String.valueOf(holderId) : sourceId;
    }
  }

  private final Request request;

  public RightToKnowJob(Request request) {
    this.request = request;
  }

  @Override
  public String name() {
    return "right-to-know";
  }

  @Override
  public JobReport run(JobContext context) {
    KnownMoney money = KnownMoney.of(context, request.sourceId(), request.holderId());
    UsageError.check(
        !money.isEmpty(),
        "Nothing in the booked months is of %s. Check the id; accounts are given as"
            + " account:site/author.",
        request.whose());
    Dataset<Row> links =
        context
            .lake()
            .read(DocumentLinks.TABLE, DocumentLinks.CONTRIBUTIONS_ID, money.contributionsIds())
            .where(
                col(DocumentLinks.SOURCE_ID)
                    .isin(money.sourceIds().toArray())
                    .and(col(DocumentLinks.WEIGHT).gt(0)));
    Dataset<Row> rows =
        DocumentsOfSources.apply(links, Inputs.now(context.lake()).current(ManifestEntries.TABLE))
            .orderBy(
                DocumentLinks.CONTRIBUTIONS_ID,
                DocumentLinks.SOURCE_ID,
                DocumentLinks.PART,
                DocumentLinks.DOCUMENT_ID);
    long written = WholeFile.writePrivate(request.file(), draft -> write(rows, money, draft));
    return new JobReport(
        name(),
        true,
        Map.of(JobReport.FILE_ROWS, written),
        List.of(
            written + " documents → " + request.file(),
            "The file holds personal data: hand it to its owner alone."));
  }

  private long write(Dataset<Row> rows, KnownMoney money, Path file) throws IOException {
    Map<List<String>, BigInteger> before = new HashMap<>();
    long written = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      @Nullable CSVPrinter csv = null;
      Iterator<Row> each = rows.toLocalIterator();
      while (each.hasNext()) {
        Map<String, Object> line = line(each.next(), money, before);
        if (request.format() == Format.JSON) {
          out.write(JSON.writeValueAsString(line));
          out.write('\n');
        } else {
          if (csv == null) {
            csv =
                new CSVPrinter(
                    out,
                    CSVFormat.RFC4180
                        .builder()
                        .setRecordSeparator('\n')
                        .setHeader(line.keySet().toArray(new String[0]))
                        .get());
          }
          for (Object value : line.values()) {
            csv.print(CsvCell.harmless(value));
          }
          csv.println();
        }
        written++;
      }
    }
    return written;
  }

  private static Map<String, Object> line(
      Row row, KnownMoney money, Map<List<String>, BigInteger> weightsBefore) {
    String set = row.getAs(DocumentLinks.CONTRIBUTIONS_ID);
    String source = row.getAs(DocumentLinks.SOURCE_ID);
    List<String> key = List.of(set, source, row.getAs(DocumentLinks.PART));
    BigInteger weight = BigInteger.valueOf(row.<Long>getAs(DocumentLinks.WEIGHT));
    BigInteger before = weightsBefore.getOrDefault(key, BigInteger.ZERO);
    weightsBefore.put(key, before.add(weight));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("url", text(row, DocumentLinks.LISTED_URL));
    line.put("document_id", text(row, DocumentLinks.DOCUMENT_ID));
    line.put("source_id", source);
    line.put("fetched_at", time(row));
    line.put("content_digest", text(row, ManifestEntries.CONTENT_DIGEST));
    line.put("crawl", text(row, ManifestEntries.CRAWL));
    line.put("linked_by", text(row, DocumentLinks.LINKED_BY));
    line.put(
        "consent_at_fetch",
        CreditedDocument.consent(Boolean.TRUE.equals(row.<Boolean>getAs(DocumentLinks.REFUSED))));
    line.put("license", text(row, ManifestEntries.LICENSE));
    line.put("dataset_id", text(row, DocumentLinks.DATASET_ID));
    line.put("models", String.join(" ", money.models(row.getAs(DocumentLinks.DATASET_ID))));
    line.put("currency", money.currency());
    line.put("amount_micros", part(money.credits(key), before, weight));
    return line;
  }

  /** Of each month's credit, each sign by itself; a document's order is that of its id. */
  private static long part(List<Credit> credits, BigInteger before, BigInteger weight) {
    BigInteger sum = BigInteger.ZERO;
    for (Credit credit : credits) {
      BigInteger total = BigInteger.valueOf(credit.weight());
      sum = sum.add(Apportionment.part(credit.positiveMicros(), before, weight, total));
      sum = sum.add(Apportionment.part(credit.negativeMicros(), before, weight, total));
    }
    return sum.longValueExact();
  }

  private static String time(Row row) {
    @Nullable Timestamp time = row.getAs(ManifestEntries.FETCHED_AT);
    return time == null ? "" : RowTime.instant(time).toString();
  }

  private static String text(Row row, String column) {
    @Nullable String text = row.getAs(column);
    return text == null ? "" : text;
  }
}
