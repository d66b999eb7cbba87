package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.headwaters.SharedSpark;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.Pipeline;
import org.headwaters.jobs.arrival.IngestJob;
import org.headwaters.jobs.period.SettleJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.Progress;
import org.headwaters.lake.Lake;
import org.headwaters.lake.LakeSecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * One run on outside formats only, as docs/guides/data-team.md tells it. With {@code
 * -Dheadwaters.renew=true} what the guide prints is written anew.
 */
final class OutsideRunTest {
  private static final Path GUIDE = OutsideFolder.HOME.resolve("docs/guides/data-team.md");

  @TempDir Path folder;

  @Test
  void theGuidePrintsWhatTheCommandsPrint() throws IOException {
    boolean renew = Boolean.getBoolean("headwaters.renew");
    Path outside = OutsideFolder.copy(folder);
    check("init", told(OutsideFolder.init(outside)), renew);
    Path settings = outside.resolve("headwaters.yaml");
    check("run", told(run(settings)), renew);
    assertThat(run(settings)).as("a second run").contains("Nothing changed: every delivery");
  }

  private static String run(Path config) {
    Settings settings = Settings.read(config, new Settings.Overrides(null, null));
    StringWriter text = new StringWriter();
    CommandLine command = new CommandLine(new Headwaters());
    command.setOut(new PrintWriter(text, true));
    Lake lake = new Lake(SharedSpark.session(), settings.lake());
    JobContext context =
        new JobContext(
            lake,
            Workspace.policies(settings),
            LakeSecret.ofFile(
                java.nio.file.Path.of(System.getProperty("headwaters.home", ".."))
                    .resolve("sample-data/demo-secret.hex")),
            Progress.SILENT);
    SettleJob.Reasons reasons = new SettleJob.Reasons("", "usage without a price");
    Pipeline.Plan plan =
        new Pipeline.Plan(
            settings.inputs(), Period.range("2026-09"), reasons, IngestJob.ANY_REJECTED);
    Console console = new Console(command.getCommandSpec(), false, false);
    boolean changed = RunCommand.run(context, plan, StepRecorder.on(context, console), console);
    RunCommand.done(changed, settings.lake(), console);
    return text.toString();
  }

  private String told(String text) {
    return text.replace(folder + "/", "");
  }

  /** Compares with, or writes into, the block that follows the comment {@code <!-- name -->}. */
  private static void check(String name, String printed, boolean renew) throws IOException {
    Pattern block =
        Pattern.compile("(<!-- " + name + " -->\\n```text\\n)(.*?)(```\\n)", Pattern.DOTALL);
    String guide = Files.readString(GUIDE);
    Matcher found = block.matcher(guide);
    assertThat(found.find()).as("%s has a block %s", GUIDE, name).isTrue();
    if (renew) {
      String renewed = found.replaceFirst("$1" + Matcher.quoteReplacement(printed) + "$3");
      Files.writeString(GUIDE, renewed);
    } else {
      assertThat(printed)
          .as("docs/guides/data-team.md is not current: run this test with -Dheadwaters.renew=true")
          .isEqualTo(found.group(2));
    }
  }
}
