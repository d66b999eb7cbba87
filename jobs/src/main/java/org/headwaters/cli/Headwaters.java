package org.headwaters.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.TryAgain;
import org.headwaters.core.UsageError;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command {@code headwaters}: one subcommand a step, {@code run} for all of them, {@code demo}
 * to see it work.
 */
@Command(
    name = "headwaters",
    mixinStandardHelpOptions = true,
    version = "headwaters 0.1.0",
    description =
        "Follows the money AI models earn back to the people whose work made them possible.",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      StepCommands.Ingest.class,
      StepCommands.Link.class,
      StepCommands.Contribute.class,
      StepCommands.Lineage.class,
      StepCommands.Propagate.class,
      StepCommands.Settle.class,
      StepCommands.Publish.class,
      InitCommand.class,
      CheckCommand.class,
      StatusCommand.class,
      ExportCommand.class
    })
public final class Headwaters {

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /**
   * Runs one command; never throws. Results go to standard output, everything else to standard
   * error.
   */
  public static int run(String... args) {
    // Every text we make is the same on every machine, whatever its language.
    Locale.setDefault(Locale.ROOT);
    CommandLine command = new CommandLine(new Headwaters());
    command.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    command.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    command.setExecutionExceptionHandler((failure, line, parsed) -> report(failure, line.getErr()));
    return command.execute(args);
  }

  private static int report(Throwable failure, PrintWriter err) {
    Throwable known = ExitCode.blamed(failure);
    if (known instanceof UsageError || known instanceof InvalidInput || known instanceof TryAgain) {
      err.println("headwaters: " + known.getMessage());
    } else {
      err.println("headwaters: this is our fault, not yours; please report the lines below.");
      failure.printStackTrace(err);
    }
    return ExitCode.of(failure).code();
  }
}
