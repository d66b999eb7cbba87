package org.headwaters.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command of Headwaters in a process of its own, its errors among what it says. */
final class CommandProcess {
  private static final Path HOME =
      Path.of(System.getProperty("headwaters.home", "..")).toAbsolutePath().normalize();

  private CommandProcess() {}

  /** What a command that ended said, and its exit code. */
  record Ended(int exitCode, String said) {}

  static Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("headwaters.jvm.args").split(" ")));
    command.addAll(
        List.of(
            "-Xmx2g",
            "-XX:+UseParallelGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=256m",
            "-XX:MetaspaceSize=256m",
            "-cp",
            System.getProperty("java.class.path"),
            "org.headwaters.cli.Headwaters"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "HEADWATERS_HOME",
                HOME.toString(),
                "HEADWATERS_PROGRESS",
                "yes",
                "SPARK_LOCAL_IP",
                "127.0.0.1"));
    return builder.start();
  }

  static Ended run(List<String> arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }
}
