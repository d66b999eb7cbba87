package org.headwaters.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.headwaters.adapters.Sniffer;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Policy;
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
    Path settings = folder.resolve(SETTINGS);
    UsageError.check(
        Files.isDirectory(folder), "Cannot look at %s: no such folder. Correct it.", folder);
    UsageError.check(
        !Files.exists(settings),
        "Cannot write %s: it is already there. Remove it first, or edit it.",
        settings);
    Sniffer.Findings findings = Sniffer.look(folder, Set.of(SETTINGS, POLICY, "lake"));
    UsageError.check(
        !findings.found().isEmpty()
            || !findings.proposed().isEmpty()
            || !findings.left().isEmpty()
            || !findings.toCheck().isEmpty(),
        "Cannot make settings for %s: it holds no file. Put the inputs there, a file or folder for"
            + " each, and init again.",
        folder);
    write(settings, SettingsText.of(findings, POLICY));
    Path policy = folder.resolve(POLICY);
    if (!Files.exists(policy)) {
      write(policy, PolicyText.of(Policy.byDefault().settings()));
    }
    tell(options.console(), settings, policy, findings);
    return ExitCode.DONE.code();
  }

  private static void tell(Console console, Path settings, Path policy, Sniffer.Findings findings) {
    List<String> tables =
        findings.found().stream().map(Sniffer.Found::table).distinct().sorted().toList();
    console.line("Wrote " + settings + " with " + tables.size() + " tables and " + policy + ".");
    for (Sniffer.Found found : findings.found().stream().sorted(byTable()).toList()) {
      Object format = found.settings().get("format");
      console.line(
          "  "
              + found.table()
              + " from "
              + found.settings().get("path")
              + (format == null ? "" : " as " + format));
    }
    for (Sniffer.Proposed each : findings.proposed()) {
      console.line(
          "  to confirm: "
              + each.table()
              + " from "
              + each.settings().get("path")
              + ": "
              + each.told());
    }
    findings.toCheck().forEach(sentence -> console.line("  check: " + sentence));
    findings
        .left()
        .forEach(left -> console.line("  not mapped: " + left.name() + ": " + left.why()));
    next(console, settings, findings);
    console.document(
        Map.of(
            "settings", settings.toString(),
            "tables", tables,
            "proposed",
                findings.proposed().stream()
                    .map(
                        e -> Map.of("table", e.table(), "settings", e.settings(), "told", e.told()))
                    .toList(),
            "to_check", findings.toCheck(),
            "unmapped",
                findings.left().stream()
                    .map(left -> Map.of("name", left.name(), "why", left.why()))
                    .toList()));
  }

  private static Comparator<Sniffer.Found> byTable() {
    return Comparator.comparing(Sniffer.Found::table);
  }

  private static void next(Console console, Path settings, Sniffer.Findings findings) {
    if (!findings.proposed().isEmpty()) {
      console.line(
          "Confirm what is marked \"#? \" in "
              + settings
              + ": correct it, then take the mark away (sed -i 's/^#? //' "
              + settings
              + ").");
    }
    console.line("Next: headwaters check --config " + settings);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new UsageError("Cannot write %s: %s.", file, e.toString().toLowerCase(Locale.ROOT));
    }
  }
}
