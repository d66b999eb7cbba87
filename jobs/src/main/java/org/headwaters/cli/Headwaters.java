package org.headwaters.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.TryAgain;
import org.headwaters.core.UsageError;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;

/**
 * The command {@code headwaters}: one subcommand a step, {@code run} for all of them, {@code demo}
 * to see it work.
 */
@Command(
    name = "headwaters",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
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
      CloseCommand.class,
      PayoutCommand.class,
      StatementCommand.class,
      BalancesCommand.class,
      KeyCommand.class,
      SealCommand.class,
      VerifyCommand.class,
      InitCommand.class,
      CheckCommand.class,
      RejectsCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      VacuumCommand.class,
      ExportCommand.class,
      ReportCommand.class,
      SiteCommand.class,
      ExplainCommand.class,
      WhatIfCommand.class,
      UnfoldCommand.class,
      RightToKnowCommand.class,
      ForgetCommand.class,
      AutoComplete.GenerateCompletion.class
    })
public final class Headwaters {

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Stop.aloneOnStandardError();
    System.exit(run(args));
  }

  /**
   * Runs one command; never throws. Results go to standard output, everything else to standard
   * error.
   */
  public static int run(String... args) {
    // Every text we make is the same on every machine, whatever its language.
    Locale.setDefault(Locale.ROOT);
    Stop.tellOf(args);
    CommandLine command = commandLine();
    command.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    command.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    command.setExecutionStrategy(Headwaters::execute);
    command.setExecutionExceptionHandler((failure, line, parsed) -> report(failure, line, parsed));
    try {
      int code = command.execute(args);
      Stop.done();
      return code;
    } catch (Throwable fatal) {
      // Out of memory, a missing class: without a code of ours the JVM would wait for Spark's
      // threads, and whoever started us would wait for the JVM.
      fatal.printStackTrace();
      Stop.done();
      return ExitCode.OUR_FAULT.code();
    }
  }

  /** The command with all its subcommands, as it is parsed, completed and explained. */
  static CommandLine commandLine() {
    return CommandHelp.complete(new CommandLine(new Headwaters()));
  }

  private static int execute(ParseResult parsed) {
    Optional<CommonOptions> options = CommonOptions.of(parsed);
    if (options.map(CommonOptions::structured).orElse(false)) {
      // Read when the first logger is made, which is later than here.
      System.setProperty("log4j.configurationFile", "classpath:headwaters-log4j2-json.properties");
    } else {
      LibraryLog.name();
    }
    long started = System.currentTimeMillis();
    int code = ExitCode.OUR_FAULT.code();
    try {
      code = new CommandLine.RunLast().execute(parsed);
      LibraryLog.drop();
      return code;
    } catch (ExecutionException e) {
      code = ExitCode.of(e).code();
      throw e;
    } catch (FSError e) {
      // Hadoop says with an Error what a disk says with an exception; picocli tells of neither.
      code = ExitCode.of(e).code();
      throw new ExecutionException(
          parsed.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
    } finally {
      int ended = code;
      options.ifPresent(each -> each.ended(ended, started, System.currentTimeMillis()));
    }
  }

  private static int report(Throwable failure, CommandLine line, ParseResult parsed) {
    Console console =
        CommonOptions.of(parsed)
            .map(CommonOptions::console)
            .orElseGet(() -> new Console(line.getCommandSpec(), false, false));
    if (Stop.underWay()) {
      // What fails while the process is taken down says nothing about us.
      return ExitCode.of(failure).code();
    }
    Throwable known = ExitCode.blamed(failure);
    boolean told =
        known instanceof UsageError || known instanceof InvalidInput || known instanceof TryAgain;
    Optional<String> outage = told ? Optional.empty() : Outage.line(failure);
    if (told) {
      console.error(String.valueOf(known.getMessage()), null);
      LibraryLog.drop();
    } else if (outage.isPresent()) {
      console.error(outage.get(), null);
      LibraryLog.drop();
    } else {
      console.defect(failure);
    }
    return ExitCode.of(failure).code();
  }
}
