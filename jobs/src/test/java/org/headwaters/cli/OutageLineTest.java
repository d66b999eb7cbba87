package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

/** What a command says when the place it runs in fails it. */
final class OutageLineTest {
  private static Map<Throwable, String> outages() {
    Map<Throwable, String> outages = new LinkedHashMap<>();
    outages.put(new IOException("No space left on device"), "a disk is full");
    outages.put(new FileSystemException("/lake/x", null, "Disk quota exceeded"), "a disk is full");
    outages.put(
        new SparkException("Job aborted: java.io.IOException: No space left on device"),
        "a disk is full");
    outages.put(new IOError(new IOException("Read-only file system")), "cannot be written");
    outages.put(new AccessDeniedException("/lake/pools"), "cannot be written");
    outages.put(new IOException("Mkdirs failed to create file:/lake/pools"), "cannot be written");
    outages.put(new ConnectException("Connection refused"), "out of reach");
    outages.put(new UnknownHostException("s3.example.com"), "out of reach");
    return outages;
  }

  @Test
  void aFullDiskAReadOnlyLakeAndAStoreOutOfReachAreToldInOneLineAndNotAsOurFault() {
    outages()
        .forEach(
            (failure, says) -> {
              for (Throwable wrapped :
                  List.of(
                      failure,
                      new IllegalStateException("in a step", failure),
                      new RuntimeException(
                          new UncheckedIOException(new IOException("elsewhere", failure))))) {
                assertThat(Outage.line(wrapped))
                    .get()
                    .asString()
                    .contains(says)
                    .doesNotContain("\n");
                assertThat(ExitCode.of(wrapped)).isEqualTo(ExitCode.TRY_AGAIN);
              }
            });
  }

  @Test
  void aDefectStaysOurFault() {
    for (Throwable defect :
        List.of(
            new IllegalStateException("no space left on device"),
            new ArithmeticException("long overflow"),
            new IOException("Not a Parquet file"))) {
      assertThat(Outage.line(defect)).as(defect.toString()).isEmpty();
      assertThat(ExitCode.of(defect)).isEqualTo(ExitCode.OUR_FAULT);
    }
  }

  @Test
  void aDefectLeavesOneLineHereAndItsTraceInAFile() {
    StringWriter err = new StringWriter();
    picocli.CommandLine command = new picocli.CommandLine(new Headwaters());
    command.setErr(new PrintWriter(err, true));
    new Console(command.getCommandSpec(), false, false)
        .defect(new IllegalStateException("first\nsecond"));
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith(
            "headwaters: this is our fault, not yours: java.lang.IllegalStateException: first.")
        .contains("Please report it with the file ");
  }
}
