package org.headwaters.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.headwaters.SharedSpark;
import org.headwaters.tables.Revenue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommittedRowsTest {
  @Test
  void countsWhatEachNewCommitAddedWhetherItsWriterLeftStatisticsOrNot(@TempDir Path folder)
      throws Exception {
    Lake lake = new Lake(SharedSpark.session(), folder.resolve("lake").toString());
    Path table = Path.of(URI.create(lake.pathOf(Revenue.TABLE)).getPath());
    Path log = Files.createDirectories(table.resolve("_delta_log"));
    commit(
        log,
        0,
        "{\"add\":{\"path\":\"old.parquet\",\"size\":9,\"stats\":\"{\\\"numRecords\\\":9}\"}}");
    SharedSpark.session().range(3).coalesce(1).write().parquet(folder.resolve("made").toString());
    Path part = Files.createDirectories(table.resolve("delivery_seq=a b"));
    try (var made = Files.newDirectoryStream(folder.resolve("made"), "*.parquet")) {
      Files.move(made.iterator().next(), part.resolve("bare.parquet"));
    }
    CommittedRows rows = CommittedRows.from(lake);
    assertThat(rows.next()).isEmpty();
    commit(log, 1, "{\"remove\":{\"path\":\"old.parquet\",\"size\":9}}");
    commit(
        log,
        2,
        """
        {"commitInfo":{"operation":"WRITE"}}
        {"add":{"path":"delivery_seq=a%20b/bare.parquet","size":70}}
        {"add":{"path":"told.parquet","size":7,"stats":"{\\"numRecords\\":5}"}}
        """);

    assertThat(rows.next())
        .isEqualTo(Map.of("revenue", new CommittedRows.Added(2, 2, 3 + 5, 70 + 7)));
    assertThat(rows.next()).isEmpty();
  }

  private static void commit(Path log, int version, String lines) throws Exception {
    Files.writeString(
        log.resolve(String.format(java.util.Locale.ROOT, "%020d.json", version)), lines);
  }
}
