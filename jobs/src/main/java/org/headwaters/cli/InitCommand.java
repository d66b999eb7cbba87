package org.headwaters.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.headwaters.adapters.InputSource;
import org.headwaters.adapters.Sniffer;
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
        "Looks at a folder, writes headwaters.yaml and policy.yaml into it, and lists what it"
            + " cannot map.",
    footer = {"  headwaters init ./inputs", "  headwaters init /data/september --json"})
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
    Map<String, List<Map<String, Object>>> inputs = new TreeMap<>();
    Set<Path> mapped = new TreeSet<>();
    for (List<InputSource> sources : InputFolder.sources(folder.toString()).values()) {
      for (InputSource source : sources) {
        Path path = Path.of(source.path()).toAbsolutePath();
        mapped.add(path);
        String relative = folder.toAbsolutePath().relativize(path).toString();
        add(inputs, source.table(), Map.of("path", relative));
      }
    }
    Sniffer.Findings sniffed = Sniffer.look(folder, passedOver(mapped));
    sniffed.found().forEach(found -> add(inputs, found.table(), found.settings()));
    sniffed.used().forEach(path -> mapped.add(path.toAbsolutePath()));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("lake", "./lake");
    root.put("policies", POLICY);
    root.put("inputs", inputs);
    write(settings, yaml(root));
    Path policy = folder.resolve(POLICY);
    if (!Files.exists(policy)) {
      write(policy, yaml(Policy.byDefault().settings()));
    }
    List<String> unmapped = unmapped(mapped);
    tell(console, new Told(settings, policy, inputs, sniffed.toCheck(), unmapped));
    return ExitCode.DONE.code();
  }

  private record Told(
      Path settings,
      Path policy,
      Map<String, List<Map<String, Object>>> inputs,
      List<String> toCheck,
      List<String> unmapped) {}

  private static void tell(Console console, Told told) {
    console.line(
        "Wrote "
            + told.settings()
            + " with "
            + told.inputs().size()
            + " tables and "
            + told.policy()
            + ".");
    told.inputs()
        .forEach(
            (table, sources) ->
                sources.forEach(
                    source ->
                        console.line(
                            "  "
                                + table
                                + " from "
                                + source.get("path")
                                + (source.containsKey("format")
                                    ? " as " + source.get("format")
                                    : ""))));
    told.toCheck().forEach(sentence -> console.line("  check: " + sentence));
    told.unmapped().forEach(path -> console.line("  not mapped: " + path));
    console.document(
        Map.of(
            "settings", told.settings().toString(),
            "tables", told.inputs().keySet(),
            "to_check", told.toCheck(),
            "unmapped", told.unmapped()));
  }

  private static void add(
      Map<String, List<Map<String, Object>>> inputs, String table, Map<String, Object> source) {
    inputs.computeIfAbsent(table, name -> new ArrayList<>()).add(source);
  }

  private Set<Path> passedOver(Set<Path> mapped) {
    Set<Path> ours = new TreeSet<>(List.of(folder.resolve(SETTINGS), folder.resolve(POLICY)));
    ours.add(folder.resolve("lake"));
    try (Stream<Path> children = Files.list(folder)) {
      children.filter(child -> mapped.contains(child.toAbsolutePath())).forEach(ours::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ours;
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
