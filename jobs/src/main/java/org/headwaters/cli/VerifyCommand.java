package org.headwaters.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.headwaters.contracts.YamlFile;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.jobs.books.HistoryCheck;
import org.headwaters.jobs.books.RunCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What anybody can check alone, from files and one key: no lake, no Spark. */
@Command(
    name = "verify",
    description =
        "Checks what was sealed and published, from files alone and one key that you already have."
            + " Says what was checked, what failed and where, and what no file can show.",
    subcommands = {
      VerifyCommand.HistoryCopies.class,
      VerifyCommand.Run.class,
      VerifyStatementCommand.class,
      VerifyReportCommand.class
    },
    footer = {
      "  headwaters verify history ./published/history --vkey VKEY",
      "  headwaters verify run --published ./published --period 2026-09 --vkey VKEY",
      "  headwaters verify statement ada-2026-09.json --published ./published --vkey VKEY",
      "  headwaters verify report ./report --published ./published --vkey VKEY"
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    throw new UsageError("Say what to verify: `headwaters verify --help` tells what can be.");
  }

  /** How a command without a lake answers. */
  static final class Answer {
    @Option(names = "--json", description = "Print results as JSON, one document a line.")
    boolean json;

    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec command;

    private @Nullable Console console;

    Console console() {
      if (command == null) {
        throw new IllegalStateException("picocli sets the command before it calls it");
      }
      if (console == null) {
        console = new Console(command, json, false);
      }
      return console;
    }

    /** Prints every line; 3 if one failed. */
    int tell(Checks checks) {
      for (Checks.Line line : checks.lines()) {
        console()
            .line(
                String.format(
                    Locale.ROOT,
                    "%-9s %-14s %s",
                    line.outcome().key().replace('_', ' '),
                    line.check(),
                    line.said()));
        console()
            .document(
                Map.of(
                    "outcome", line.outcome().key(), "check", line.check(), "said", line.said()));
      }
      boolean good = checks.failures() == 0;
      console().line(good ? "All that was checked holds." : checks.failures() + " did not hold.");
      console().document(Map.of("holds", good, "failures", checks.failures()));
      return good ? ExitCode.DONE.code() : ExitCode.BAD_INPUT.code();
    }
  }

  /** The root of trust. */
  static final class Trust {
    @Option(
        names = "--vkey",
        required = true,
        paramLabel = "VKEY",
        description = "The history's first key, as its operator handed it out and you kept it.")
    String vkey = "";

    NoteKey key() {
      try {
        return NoteKey.parse(vkey);
      } catch (InvalidInput e) {
        throw new UsageError("--vkey: %s", String.valueOf(e.getMessage()));
      }
    }
  }

  @Command(
      name = "history",
      description =
          "Checks a copy of a history: signature, every file, every booking. With two copies, that"
              + " they are of one history; else names the first entry that differs.",
      footer = {
        "  headwaters verify history ./published/history --vkey VKEY",
        "  headwaters verify history ./september ./october --vkey VKEY --json"
      })
  static final class HistoryCopies implements Callable<Integer> {
    @Mixin Answer answer = new Answer();
    @Mixin Trust trust = new Trust();

    @Parameters(index = "0", paramLabel = "A", description = "The folder with the checkpoint.")
    String one = "";

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "B",
        description = "Another copy, of another day or from another person.")
    @Nullable String other;

    @Override
    public Integer call() {
      Checks checks = new Checks();
      if (other == null) {
        HistoryCheck.one(checks, one, trust.key());
      } else {
        HistoryCheck.two(checks, one, other, trust.key());
      }
      return answer.tell(checks);
    }
  }

  @Command(
      name = "run",
      description =
          "Checks a published month from its files: its booking is sealed, every table is what was"
              + " booked, the books balance; and settles it again: rates, policy, asset graph,"
              + " every flow and what sources are credited with, to the micro.",
      footer = {
        "  headwaters verify run --published ./published --period 2026-09 --vkey VKEY",
        "  headwaters verify run --published ./published --period 2026-09 --vkey VKEY --policy"
            + " policy.yaml --json"
      })
  static final class Run implements Callable<Integer> {
    @Mixin Answer answer = new Answer();
    @Mixin Trust trust = new Trust();
    @Mixin StepCommands.PeriodOption month = new StepCommands.PeriodOption();

    @Option(
        names = "--published",
        required = true,
        paramLabel = "DIR",
        description = "The lake's folder published, or a copy of it.")
    String published = "";

    @Option(
        names = "--policy",
        paramLabel = "FILE",
        description = "A policy that the month should have been booked with.")
    @Nullable Path policy;

    @Option(
        names = "--audit",
        paramLabel = "DIR",
        description =
            "The folder that `publish --audit` wrote: looks at it, too, with one row a person.")
    @Nullable String audit;

    @Override
    public Integer call() {
      Checks checks = new Checks();
      Optional<Policy> rules =
          Optional.ofNullable(policy).map(file -> Policy.of(YamlFile.read(file)));
      RunCheck.of(
          checks,
          published,
          month.period(),
          trust.key(),
          new RunCheck.Beside(rules, Optional.ofNullable(audit)));
      return answer.tell(checks);
    }
  }
}
