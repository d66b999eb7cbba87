package org.headwaters.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.headwaters.contracts.TablesPage;
import org.junit.jupiter.api.Test;

/** Renews the page when {@code -Dheadwaters.renew=true} is given; else checks it. */
final class TablesPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("headwaters.home", ".."), "docs", "tables.md");

  @Test
  void thePageSaysWhatTheContractsSay() throws IOException {
    String expected = TablesPage.render(Catalogue.ALL.stream().map(Table::contract).toList());
    if (Boolean.getBoolean("headwaters.renew")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as(
            "docs/tables.md is not current. Run: ./mvnw -q -pl jobs test -Dtest=TablesPageTest"
                + " -Dheadwaters.renew=true")
        .isEqualTo(expected);
  }
}
