package org.headwaters.jobs.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headwaters.jobs.Deliverer.counts;
import static org.headwaters.jobs.Deliverer.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.headwaters.SharedSpark;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.jobs.Deliverer;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Claims;
import org.headwaters.tables.Deliveries;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Revenue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BadInputTest {
  @TempDir Path folder;

  private Deliverer deliverer;

  @BeforeEach
  void newLake() {
    deliverer = new Deliverer(folder);
  }

  @Test
  void eachWrongRowOfRevenueSaysWhatToDo() {
    Path file =
        deliverer.file(
            "revenue.csv",
            """
            revenue_id,period,asset_id,kind,quantity,unit_price,gross_amount,currency
            r1,2026-09,service:s,usage,100,0.1,10.02,EUR
            r2,2026-09,service:s,usage,100,0.1,10.005,EUR
            r3,2026-09,service:s,usage,,,5,XQZ
            r4,2026-09,service:s,usage,,,0.1234567,EUR
            r5,2026-13,service:s,usage,,,1,EUR
            r6,2026-09,service:s,usage,,,"1,5",EUR

            r7,2026-09,service:s,usage,,,1
            ,2026-09,service:s,usage,,,1,EUR
            r9,2026-09,service:s,usage,,,0.10000000,EUR
            """);
    JobReport report = deliverer.deliver(Revenue.TABLE, file);
    assertThat(counts(report, Revenue.TABLE)).containsExactly(9L, 2L, 0L, 7L);
    assertThat(deliverer.rejects())
        .containsExactlyInAnyOrder(
            "revenue.csv | 2 | gross_amount | 10.02 | amounts_agree | Correct gross_amount,"
                + " quantity or unit_price, or leave gross_amount empty.",
            "revenue.csv | 4 | currency | XQZ | currency_is_known | Write an ISO 4217 code in use,"
                + " such as EUR.",
            "revenue.csv | 5 | gross_amount | 0.1234567 | is_a_decimal | Write a plain number such"
                + " as 12.5, with at most 6 decimals and 18 digits before them.",
            "revenue.csv | 6 | period | 2026-13 | period_is_a_month | Write the month as YYYY-MM,"
                + " such as 2026-09.",
            "revenue.csv | 7 | gross_amount | 1,5 | is_a_decimal | Write a plain number such as"
                + " 12.5, with at most 6 decimals and 18 digits before them.",
            "revenue.csv | 9 | null | r7,2026-09,service:s,usage,,,1 | cells_fit_header | The"
                + " header has 8 cells and this row 7: put a cell with a comma in quotes, and write"
                + " empty cells too.",
            "revenue.csv | 10 | revenue_id | null | is_required | Give revenue_id.");
  }

  @Test
  void wrongLinesOfJsonAreRejectedOneByOne() {
    String big = "x".repeat(1 << 20);
    Path file =
        deliverer.file(
            "entries.jsonl",
            String.join(
                "\n",
                "{\"dataset_id\":\"dataset:d@1\",\"document_id\":\"d1\",\"token_count\":12}",
                "{\"dataset_id\":\"dataset:d@1\",\"document_id\":\"d2\",\"token_count\":\"-5\"}",
                "{\"dataset_id\":\"dataset:d@1\",\"document_id\":\"d3\",\"token_count\":1.5}",
                "{\"dataset_id\":\"dataset:d@1\",\"document_id\":\"d4\",\"url\":{\"a\":[1]}}",
                "{\"dataset_id\":\"dataset:d@1\",\"document_id\":\"d5\",\"tokens\":7}",
                "{\"dataset_id\":\"dataset:d@1\",",
                "{\"dataset_id\":\"dataset:d@1\",\"document_id\":\"d7\",\"url\":\"" + big + "\"}",
                "{\"dataset_id\":\"dataset:d@1\",\"document_id\":\"d\\u00078\"}",
                "[1]",
                "",
                "{\"dataset_id\":\"dataset:d@1\",\"document_id\":\"007\",\"token_count\":\"007\",\"fetched_at\":\"2026-09-30T23:59:59+02:00\"}"));
    JobReport report = deliverer.deliver(ManifestEntries.TABLE, file);
    assertThat(counts(report, ManifestEntries.TABLE)).containsExactly(10L, 3L, 0L, 7L);
    assertThat(deliverer.rejects().stream().map(line -> line.replaceFirst(" [|] [^|]*$", "")))
        .containsExactlyInAnyOrder(
            "entries.jsonl | 2 | token_count | -5 | tokens_not_negative",
            "entries.jsonl | 3 | token_count | 1.5 | is_a_whole_number",
            "entries.jsonl | 4 | url | {…} | is_one_value",
            "entries.jsonl | 5 | tokens | 7 | column_is_known",
            "entries.jsonl | 6 | null | {\"dataset_id\":\"dataset:d@1\", | is_json_object",
            "entries.jsonl | 8 | document_id | d\u00078 | is_an_id",
            "entries.jsonl | 9 | null | [1] | is_json_object");
  }

  @Test
  void bytesThatAreNotUtf8AreRejectedWhereTheyStand() {
    byte[] csv =
        "asset_id,kind,name\nmodel:a,model,Caf\u00e9\nmodel:b,model,b\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    deliverer.deliver(Assets.TABLE, deliverer.file("assets.csv", csv));
    byte[] json =
        "{\"dataset_id\":\"dataset:d@1\",\"document_id\":\"\u00e9\"}\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    deliverer.deliver(ManifestEntries.TABLE, deliverer.file("entries.jsonl", json));
    assertThat(deliverer.rejects())
        .containsExactly(
            "assets.csv | 2 | name | Caf\uFFFD | is_utf8 | Save the file as UTF-8, or set"
                + " inputs.assets.encoding.",
            "entries.jsonl | 1 | null | {\"dataset_id\":\"dataset:d@1\",\"document_id\":\"\uFFFD\"}"
                + " | is_utf8 | Save the file as UTF-8.");
  }

  @Test
  void impossibleSharesAreRejected() {
    Path file =
        deliverer.file(
            "derivations.csv",
            """
            child_id,parent_id,relation,share_ppm,valid_from,valid_to
            model:a,model:b,finetune,1000001,,
            model:a,model:c,finetune,1000000,2026-02-30,
            model:a,model:d,finetune,-1,2026-02-01,2026-01-01
            """);
    deliverer.deliver(Derivations.TABLE, file);
    assertThat(deliverer.rejects().stream().map(line -> line.replaceFirst(" [|] [^|]*$", "")))
        .containsExactlyInAnyOrder(
            "derivations.csv | 2 | share_ppm | 1000001 | share_is_ppm",
            "derivations.csv | 3 | valid_from | 2026-02-30 | is_a_date",
            "derivations.csv | 4 | share_ppm | -1 | share_is_ppm",
            "derivations.csv | 4 | valid_to | 2026-01-01 | ends_after_it_starts");
  }

  @Test
  void aStrayQuoteStopsTheStepBeforeAnythingIsWritten() {
    Path good = deliverer.file("assets.csv", "asset_id,kind,name\nmodel:a,model,A\n");
    Path bad =
        deliverer.file(
            "claims.csv",
            "claim_id,holder_id,pattern,status\n"
                + "c1,h,domain:a.org,verified\n"
                + "c2,\"h\"x,domain:b.org,verified\n");
    assertThatThrownBy(
            () ->
                deliverer.deliver(
                    List.of(
                        new InputSource.Delivered("assets", List.of(source(Assets.TABLE, good))),
                        new InputSource.Delivered("claims", List.of(source(Claims.TABLE, bad))))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("claims.csv: the record that begins in line 3 is broken")
        .hasMessageContaining("put the whole cell in quotes");
    assertThat(deliverer.lake().exists(Assets.TABLE)).isFalse();
    assertThat(deliverer.lake().exists(Deliveries.TABLE)).isFalse();
  }

  @Test
  void aQuoteThatNeverClosesIsNamed() {
    Path bad =
        deliverer.file("assets.csv", "asset_id,kind,name\nmodel:a,model,\"A\nmodel:b,model,B\n");
    assertThatThrownBy(() -> deliverer.deliver(Assets.TABLE, bad))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("the record that begins in line 2 is broken");
  }

  @Test
  void aTruncatedParquetFileIsNamed() throws IOException {
    Path whole = folder.resolve("whole");
    SharedSpark.session()
        .sql("SELECT 'dataset:d@1' AS dataset_id, 'x' AS document_id")
        .coalesce(1)
        .write()
        .parquet(whole.toString());
    Path part;
    try (var files = Files.list(whole)) {
      part = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(part);
    Path cut =
        deliverer.file(
            "manifest_entries/cut.parquet", java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> deliverer.deliver(ManifestEntries.TABLE, cut.getParent()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("manifest_entries/cut.parquet")
        .hasMessageContaining("deliver it again, whole");
  }

  @Test
  void aHeaderThatDoesNotFitIsRefusedWithTheKnownColumns() {
    assertThatThrownBy(
            () -> deliverer.deliver(Assets.TABLE, deliverer.file("a.csv", "asset_id,kind,naem\n")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("a.csv has a column, which assets does not know: naem.")
        .hasMessageContaining("asset_id, kind, name, version");
    assertThatThrownBy(
            () -> deliverer.deliver(Assets.TABLE, deliverer.file("b.csv", "kind,version\n")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("b.csv has no column asset_id");
    assertThatThrownBy(() -> deliverer.deliver(Assets.TABLE, deliverer.file("c.csv", "")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("c.csv is empty");
  }

  @Test
  void aPathOrFormatThatIsNotThereIsNamedWithItsSetting() {
    assertThatThrownBy(() -> deliverer.deliver(Assets.TABLE, folder.resolve("nowhere.csv")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("nowhere.csv (setting inputs.assets)");
    Path file = deliverer.file("assets.csv", "asset_id,kind,name\n");
    InputSource odd =
        new InputSource(
            "assets",
            "xls",
            file.toString(),
            java.util.Map.of(),
            java.util.Map.of(),
            java.util.Map.of(),
            java.util.Map.of());
    assertThatThrownBy(
            () -> deliverer.deliver(List.of(new InputSource.Delivered("assets", List.of(odd)))))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("xls")
        .hasMessageContaining("csv, jsonl, parquet, delta");
  }
}
