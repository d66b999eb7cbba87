package org.headwaters.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Policy;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Looks at a folder of inputs and writes the settings that would read it. */
@Command(
    name = "init",
    description =
        "Looks at a folder, writes headwaters.yaml and policy.yaml into it, and lists what it cannot map.")
final class InitCommand implements Callable<Integer> {
  private static final String SETTINGS = "headwaters.yaml";
  private static final String POLICY = "policy.yaml";

  @Mixin CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "FOLDER", description = "One file or folder for each input table.")
  Path folder = Path.of("");

  @Override
  public Integer call() {
    Console console = options.console();
    Path settings = folder.resolve(SETTINGS);
    UsageError.check(
        !Files.exists(settings),
        "Cannot write %s: it is already there. Remove it first, or edit it.",
        settings);
    Map<String, List<InputSource>> sources = InputFolder.sources(folder.toString());
    StringBuilder text = new StringBuilder("lake: ./lake\npolicies: " + POLICY + "\ninputs:\n");
    Set<Path> mapped = new TreeSet<>();
    sources.forEach(
        (table, found) -> {
          text.append("  ").append(table).append(":\n");
          for (InputSource source : found) {
            Path path = Path.of(source.path());
            mapped.add(path.toAbsolutePath());
            text.append("    - {path: \"")
                .append(folder.toAbsolutePath().relativize(path.toAbsolutePath()))
                .append("\"}\n");
          }
        });
    write(settings, text.toString());
    Path policy = folder.resolve(POLICY);
    if (!Files.exists(policy)) {
      write(policy, yaml(Policy.byDefault().settings()));
    }
    console.line("Wrote " + settings + " with " + sources.size() + " tables and " + policy + ".");
    sources.keySet().forEach(table -> console.line("  " + table));
    List<String> unmapped = unmapped(mapped);
    unmapped.forEach(path -> console.line("  not mapped: " + path));
    console.document(
        Map.of("settings", settings.toString(), "tables", sources.keySet(), "unmapped", unmapped));
    return ExitCode.DONE.code();
  }

  private List<String> unmapped(Set<Path> mapped) {
    List<String> unmapped = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.sorted().toList()) {
        String name = child.getFileName().toString();
        boolean ours = name.equals(SETTINGS) || name.equals(POLICY) || name.equals("lake");
        if (!ours && !mapped.contains(child.toAbsolutePath())) {
          unmapped.add(child.toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return unmapped;
  }

  private static String yaml(Map<String, Object> settings) {
    DumpSettings block = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
    return new Dump(block).dumpToString(settings);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new UsageError("Cannot write %s: %s.", file, e.toString().toLowerCase(Locale.ROOT));
    }
  }
}
