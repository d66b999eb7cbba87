package org.headwaters.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.headwaters.jobs.Job;
import org.headwaters.jobs.JobContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  Console console() {
    if (command == null) {
      throw new IllegalStateException("picocli sets the command before it calls it");
    }
    return new Console(command, json);
  }

  /** Opens the lake, runs one job and tells what it did. */
  int step(BiFunction<Settings, JobContext, Job> job) {
    Console console = console();
    Settings settings = settings();
    try (Workspace workspace = Workspace.open(settings, console)) {
      JobContext context = workspace.context();
      console.report(job.apply(settings, context).run(context));
    }
    return ExitCode.DONE.code();
  }

  Settings settings() {
    return Settings.read(config, Settings.Overrides.of(lake, policies));
  }
}
