package org.headwaters.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.headwaters.cli.Worker;

/** A {@link Worker} in a process of its own, which can be stopped and continued by signals. */
final class OtherProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 300;

  private final Process process;
  private final PrintWriter commands;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  OtherProcess(Path settings, Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("headwaters.jvm.args").split(" ", -1)));
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            settings.toString(),
            folder.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    process = builder.start();
    commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    Thread listener = new Thread(this::listen, "answers");
    listener.setDaemon(true);
    listener.start();
    answer();
  }

  private void listen() {
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.startsWith("#")) {
          answers.add(line.substring(1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void tell(String command) {
    commands.println(command);
  }

  boolean hasAnswered() {
    return !answers.isEmpty();
  }

  /** Waits for the answer to the last command. */
  String answer() throws InterruptedException {
    String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("The other process said nothing for " + PATIENCE_SECONDS + " s.");
    }
    return answer;
  }

  String ask(String command) throws InterruptedException {
    tell(command);
    return answer();
  }

  void stop() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void go() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
