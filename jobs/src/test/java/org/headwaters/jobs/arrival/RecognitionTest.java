package org.headwaters.jobs.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.headwaters.jobs.Deliverer.counts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.headwaters.adapters.InputSource;
import org.headwaters.jobs.Deliverer;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.jobs.step.Progress;
import org.headwaters.lake.LakeSecret;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.KnownFiles;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Revenue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of revenue hold two rows, one of them wrong, and never change their length. */
final class RecognitionTest {
  private static final Optional<String> PROGRAM = Program.self();

  @TempDir Path folder;

  private Deliverer deliverer;

  @BeforeEach
  void newLake() {
    deliverer = new Deliverer(folder);
  }

  private Path revenue(String name, String amount, String wrong) {
    return deliverer.file(
        name,
        String.format(
            Locale.ROOT,
            """
            revenue_id,period,asset_id,kind,gross_amount,currency,note
            r1,2026-09,service:acme/chat,usage,%s,EUR,a
            r2,2026-09,service:acme/chat,usage,%s,EUR,b
            """,
            amount,
            wrong));
  }

  private static InputSource.Delivered of(Path file, Map<String, String> constants) {
    return new InputSource.Delivered(
        "revenue",
        List.of(
            new InputSource(
                "revenue",
                "csv",
                file.toString(),
                Map.of(),
                constants,
                Map.of(),
                Map.of("ignore", List.of("note")))));
  }

  private JobReport deliver(Path file) {
    return deliverer.deliver(List.of(of(file, Map.of())));
  }

  private boolean knows(InputSource.Delivered delivered) {
    return knows(delivered, deliverer.context(), PROGRAM);
  }

  private static boolean knows(
      InputSource.Delivered delivered, JobContext context, Optional<String> program) {
    return new Recognition(context, program).known(delivered).isPresent();
  }

  private JobContext withSecret(String hex) {
    Path secret = deliverer.file("secret.hex", hex.repeat(32));
    return new JobContext(deliverer.lake(), List.of(), LakeSecret.ofFile(secret), Progress.SILENT);
  }

  @Test
  void theVerySameFilesAreNotParsedAgainAndAnyOthersAre() throws IOException {
    Path file = revenue("revenue.csv", "1", "x");
    InputSource.Delivered delivered = of(file, Map.of());
    assertThat(knows(delivered)).isFalse();
    JobReport first = deliver(file);
    List<String> rejects = deliverer.rejects();
    JobReport again = deliver(file);
    assertThat(counts(again, Revenue.TABLE)).containsExactly(2L, 0L, 1L, 1L);
    assertThat(again.changed()).isFalse();
    assertThat(again.lines().get(0))
        .isEqualTo("revenue: read 2 = kept 0 + identical 1 + rejected 1; unchanged");
    assertThat(again.lines().subList(1, again.lines().size()))
        .as("what is wrong is told again")
        .isEqualTo(first.lines().subList(1, first.lines().size()))
        .hasSize(2);
    assertThat(deliverer.rejects()).isEqualTo(rejects).hasSize(1);

    FileTime time = Files.getLastModifiedTime(file);
    revenue("revenue.csv", "2", "x");
    Files.setLastModifiedTime(file, time);
    assertThat(knows(delivered)).as("a changed byte, whatever length and time say").isFalse();
    revenue("revenue.csv", "1", "x");
    assertThat(knows(delivered)).isTrue();
    assertThat(knows(of(file, Map.of("unit", "tokens")))).as("another setting").isFalse();
    JobContext context = deliverer.context();
    assertThat(knows(delivered, context, Optional.of("another"))).as("program").isFalse();
    assertThat(knows(delivered, context, Optional.empty())).as("no program").isFalse();
    assertThat(knows(delivered, withSecret("ab"), PROGRAM)).as("another secret").isFalse();
    Path more = Files.createDirectories(folder.resolve("inputs/more"));
    assertThat(knows(of(more, Map.of()))).as("no file").isFalse();
    Files.createDirectories(more.resolve("_delta_log"));
    assertThat(knows(of(more, Map.of()))).as("a log that names files").isFalse();

    KnownFiles.Known known = deliverer.lake().records(KnownFiles.CODEC).get(0);
    Map<String, Object> slice =
        Map.of(Rejects.TABLE_NAME, "revenue", Rejects.DELIVERY_ID, known.deliveryId());
    deliverer.lake().replace(Rejects.CODEC, List.of(), slice);
    assertThat(knows(delivered)).as("its rejects are gone").isFalse();
  }

  @Test
  void filesAreKnownWhileTheyAreTheLastThatTheirTableWasTakenInFrom() throws IOException {
    Path a = revenue("a.csv", "1", "x");
    Path b = revenue("b.csv", "2", "2");
    deliver(a);
    deliver(b);
    assertThat(knows(of(a, Map.of()))).as("corrected since").isFalse();
    assertThat(knows(of(b, Map.of()))).isTrue();
    Path renamed = Files.move(b, b.resolveSibling("c.csv"));
    assertThat(knows(of(renamed, Map.of()))).as("another name").isFalse();
    assertThat(deliver(renamed).changed()).isFalse();
    assertThat(knows(of(renamed, Map.of()))).as("though nothing of it was new").isTrue();
    JobReport back = deliver(a);
    assertThat(counts(back, Revenue.TABLE)).containsExactly(2L, 1L, 0L, 1L);
  }

  @Test
  void namesThatNobodyDescribesAreToldAgain() {
    Path file =
        deliverer.file(
            "derivations.csv",
            "child_id,parent_id,relation\nmodel:a,model:c,finetune\nmodel:a,model:b,finetune\n");
    JobReport first = deliverer.deliver(Derivations.TABLE, file);
    JobReport again = deliverer.deliver(Derivations.TABLE, file);
    assertThat(again.lines().get(0)).endsWith("; unchanged");
    assertThat(again.lines().get(1)).isEqualTo(first.lines().get(1)).contains("model:b, model:c");
  }

  @Test
  void aProgramIsAnotherWhenAByteOrANameOfItIs() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Files.writeString(classes.resolve("A.class"), "a");
    Optional<String> first = Program.of(classes);
    Files.writeString(classes.resolve("A.class"), "b");
    Optional<String> second = Program.of(classes);
    Files.move(classes.resolve("A.class"), classes.resolve("B.class"));
    assertThat(List.of(first, second, Program.of(classes))).doesNotHaveDuplicates();
    assertThat(first).isPresent();
    assertThat(Program.of(classes)).isEqualTo(Program.of(classes));
    assertThat(Program.of(folder.resolve("nowhere"))).isEmpty();
    assertThat(PROGRAM).isPresent();
  }
}
