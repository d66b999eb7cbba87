package org.headwaters.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The options that every command on a lake has. */
final class CommonOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The settings (YAML): lake, policies, inputs.")
  @Nullable Path config;

  @Option(
      names = "--lake",
      paramLabel = "URI",
      description = "The lake's folder; wins over HEADWATERS_LAKE and the settings.")
  @Nullable String lake;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "A policy file; may be repeated; wins over HEADWATERS_POLICIES and the settings.")
  @Nullable List<Path> policies;

  @Option(names = "--json", description = "Print results as JSON, one document a line.")
  boolean json;

  @Option(
      names = "--log",
      paramLabel = "text|json",
      description =
          "How to log to standard error: for people, or one JSON document a line. Also"
              + " HEADWATERS_LOG.")
  @Nullable String log;

  @Option(
      names = "--metrics",
      paramLabel = "FOLDER",
      description =
          "Leave figures there in Prometheus' text format, for the node exporter's textfile"
              + " collector. Also HEADWATERS_METRICS.")
  @Nullable Path metrics;

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  private @Nullable Console console;
  private @Nullable MetricsFile metricsFile;

  /** The options of the command that was called; empty for one that has none. */
  static Optional<CommonOptions> of(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last.commandSpec().mixins().values().stream()
        .map(CommandSpec::userObject)
        .filter(CommonOptions.class::isInstance)
        .map(CommonOptions.class::cast)
        .findFirst();
  }

  Console console() {
    if (console == null) {
      console = new Console(spec(), json, structured());
    }
    return console;
  }

  /** What steps and summaries say is kept from people: the command has another end. */
  void quiet() {
    console = Console.quiet(spec(), json, structured());
  }

  /** Whether logs are to be JSON. */
  boolean structured() {
    String format = log == null ? System.getenv("HEADWATERS_LOG") : log;
    if (format != null && !format.equals("text") && !format.equals("json")) {
      throw new ParameterException(
          spec().commandLine(),
          "Cannot log as " + format + ": use text or json with --log or HEADWATERS_LOG.");
    }
    return "json".equals(format);
  }

  /** Where the figures of this command go; empty if nobody wants them. */
  Optional<MetricsFile> metrics(Settings settings) {
    String named = System.getenv("HEADWATERS_METRICS");
    Path folder = metrics == null && named != null ? Path.of(named) : metrics;
    if (metricsFile == null && folder != null) {
      metricsFile = MetricsFile.of(folder, spec().name(), settings.lake());
    }
    return Optional.ofNullable(metricsFile);
  }

  /** Writes the figures, if the command came as far as to know where. */
  void ended(int exitCode, long startedMillis, long endedMillis) {
    if (metricsFile == null) {
      return;
    }
    metricsFile.ended(exitCode, startedMillis, endedMillis);
    try {
      metricsFile.write();
    } catch (IOException e) {
      console().warn("Cannot write the metrics " + metricsFile.file() + ": " + e);
    }
  }

  /** Opens the lake, runs one job and tells what it did. */
  int step(BiFunction<Settings, JobContext, Job> job) {
    recorded(
        (settings, recorder, context) ->
            recorder.run(job.apply(settings, context), context).checkUsable());
    return ExitCode.DONE.code();
  }

  /** What a command does with an open lake. */
  @FunctionalInterface
  interface Work {
    void on(Settings settings, StepRecorder recorder, JobContext context);
  }

  /** Opens the lake and does the work; its steps are in the metrics, however it ends. */
  void recorded(Work work) {
    Settings settings = settings();
    Optional<MetricsFile> figures = metrics(settings);
    try (Workspace workspace = Workspace.open(settings, console())) {
      StepRecorder recorder = StepRecorder.on(workspace.context(), console());
      try {
        work.on(settings, recorder, workspace.context());
      } finally {
        figures.ifPresent(file -> recorder.steps().forEach(file::step));
      }
    }
  }

  private CommandSpec spec() {
    if (command == null) {
      throw new IllegalStateException("picocli sets the command before it calls it");
    }
    return command;
  }

  Settings settings() {
    return Settings.read(config, Settings.Overrides.of(lake, policies));
  }
}
