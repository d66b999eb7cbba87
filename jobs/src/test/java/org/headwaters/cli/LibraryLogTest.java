package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LibraryLogTest {
  @Test
  void isThereOnlyOnceSomethingIsWrittenAndGoesAwayWhereNobodyNeedsIt(@TempDir Path folder)
      throws Exception {
    String before = System.getProperty("headwaters.log");
    Path file = folder.resolve("spark.log");
    System.setProperty("headwaters.log", file.toString());
    try {
      LibraryLog.name();
      assertThat(LibraryLog.written()).isEmpty();
      LibraryLog.drop();
      Files.writeString(file, "a task failed");
      assertThat(LibraryLog.written()).contains(file);
      LibraryLog.drop();
      assertThat(file).doesNotExist();
    } finally {
      if (before == null) {
        System.clearProperty("headwaters.log");
      } else {
        System.setProperty("headwaters.log", before);
      }
    }
  }
}
