package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.UsageError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
  @TempDir Path folder;

  private Settings read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("headwaters.yaml"), yaml);
    return Settings.read(file, new Settings.Overrides(null, null));
  }

  @Test
  void anInputSaysHowItsFilesAreWritten() throws IOException {
    Settings settings =
        read(
            """
            inputs:
              revenue: {format: csv, path: sales.csv, delimiter: ";", decimal: ",", date_format: dd.MM.yyyy,
                        encoding: UTF-8, columns: {asset_id: Produkt, period: Monat},
                        values: {asset_id: {Chat Pro: "service:acme/chat"}}}
            """);
    InputSource source = settings.inputs().get(0).sources().get(0);
    assertThat(source.options())
        .containsOnlyKeys("delimiter", "decimal", "date_format", "encoding", "values")
        .containsEntry("values", Map.of("asset_id", Map.of("Chat Pro", "service:acme/chat")));
    assertThat(source.columns()).containsEntry("period", "Monat");
  }

  @Test
  void wordsThatNobodyReadsAreToldAllAtOnceWithTheKnownOnes() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    inputs:
                      revenue: {path: sales.csv, delimeter: ";", decimals: ","}
                      captures: {format: cdxj, path: x.cdxj, delimiter: ";"}
                      holders: {format: parquet, path: h.parquet, encoding: UTF-16}
                    lakes: elsewhere
                    """))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("lakes: unknown setting")
        .hasMessageContaining(
            "inputs.revenue.delimeter: unknown setting; an input has [columns, compose,"
                + " constants, date_format, decimal, delimiter,")
        .hasMessageContaining("inputs.revenue.decimals: unknown setting")
        .hasMessageContaining(
            "inputs.captures.delimiter: unknown setting; the format cdxj has [columns, constants,"
                + " format, path, strip_prefix]")
        .hasMessageContaining("inputs.holders.encoding: unknown setting");
  }
}
