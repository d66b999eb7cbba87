package org.headwaters.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.headwaters.adapters.Formats;
import org.headwaters.adapters.InputSource;
import org.headwaters.contracts.YamlFile;
import org.headwaters.core.UsageError;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * What a run is told: flags over environment over file. Unknown keys fail, and all problems are
 * told at once.
 *
 * @param lake a path or Hadoop URI
 * @param policies policy files
 * @param inputs one entry a table that is to be ingested, in table order
 * @param secretFile the lake's secret, where it is not the lake's own
 */
record Settings(
    String lake,
    List<Path> policies,
    List<InputSource.Delivered> inputs,
    Optional<Path> secretFile) {

  private static final Set<String> KEYS = Set.of("lake", "policies", "inputs", "secret_file");
  private static final Set<String> SOURCE_KEYS =
      Set.of("format", "path", "columns", "constants", "strip_prefix");

  Settings {
    policies = List.copyOf(policies);
    inputs = List.copyOf(inputs);
  }

  /** What the command line and the environment say; null where they are silent. */
  record Overrides(@Nullable String lake, @Nullable List<Path> policies) {
    static Overrides of(@Nullable String lake, @Nullable List<Path> policies) {
      return new Overrides(
          lake == null ? System.getenv("HEADWATERS_LAKE") : lake,
          policies != null && !policies.isEmpty() ? policies : environmentPolicies());
    }

    private static @Nullable List<Path> environmentPolicies() {
      String named = System.getenv("HEADWATERS_POLICIES");
      return named == null ? null : List.of(Path.of(named));
    }
  }

  /** Reads a settings file; relative paths in it are relative to its folder. */
  static Settings read(@Nullable Path file, Overrides overrides) {
    Map<String, Object> yaml = file == null ? Map.of() : YamlFile.read(existing(file));
    Path folder = file == null ? Path.of("").toAbsolutePath() : file.toAbsolutePath().getParent();
    List<String> problems = new ArrayList<>();
    for (String key : yaml.keySet()) {
      if (!KEYS.contains(key)) {
        problems.add(key + ": unknown setting; known are " + new TreeSet<>(KEYS));
      }
    }
    SettingsReader reader = new SettingsReader(folder == null ? Path.of("/") : folder, problems);
    String lake =
        overrides.lake() != null
            ? absoluteOrUri(Path.of("").toAbsolutePath(), overrides.lake())
            : absoluteOrUri(reader.folder(), reader.text(yaml, "lake", "./lake"));
    List<Path> policies =
        overrides.policies() != null ? overrides.policies() : reader.policies(yaml);
    List<InputSource.Delivered> inputs = reader.inputs(yaml.get("inputs"));
    Optional<Path> secret =
        Optional.ofNullable(yaml.get("secret_file"))
            .map(name -> reader.folder().resolve(name.toString()));
    if (!problems.isEmpty()) {
      throw new UsageError(
          "Cannot use the settings%s:%n  %s",
          file == null ? "" : " " + file, String.join(System.lineSeparator() + "  ", problems));
    }
    return new Settings(lake, policies, inputs, secret);
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UsageError(
          "Cannot read the settings %s: no such file. Give --config FILE, or make one with"
              + " `headwaters init FOLDER`.",
          file);
    }
    return file;
  }

  static String absoluteOrUri(Path folder, String path) {
    return path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")
        ? path
        : folder.resolve(path).normalize().toString();
  }

  /** Reads the parts of a settings file and collects what is wrong with them. */
  private record SettingsReader(Path folder, List<String> problems) {

    String text(Map<String, Object> yaml, String key, String otherwise) {
      Object value = yaml.get(key);
      if (value != null && !(value instanceof String)) {
        problems.add(key + ": " + value + " is no text");
        return otherwise;
      }
      return value == null ? otherwise : (String) value;
    }

    List<Path> policies(Map<String, Object> yaml) {
      Object value = yaml.get("policies");
      List<?> names =
          value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
      return names.stream().map(name -> folder.resolve(name.toString())).toList();
    }

    List<InputSource.Delivered> inputs(@Nullable Object value) {
      if (value == null) {
        return List.of();
      }
      if (!(value instanceof Map<?, ?> map)) {
        problems.add("inputs: a map of table names is expected, not " + value);
        return List.of();
      }
      Map<String, List<InputSource>> sources = new TreeMap<>();
      Object inputFolder = map.get("folder");
      if (inputFolder != null) {
        sources.putAll(InputFolder.sources(absoluteOrUri(folder, inputFolder.toString())));
      }
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String table = entry.getKey().toString();
        if (!table.equals("folder")) {
          sources.put(table, sourcesOf(table, entry.getValue()));
        }
      }
      for (String table : sources.keySet()) {
        if (Catalogue.INPUTS.stream().noneMatch(t -> t.name().equals(table))) {
          problems.add(
              "inputs."
                  + table
                  + ": no such input table; known are "
                  + Catalogue.INPUTS.stream().map(Table::name).sorted().toList());
        }
      }
      return sources.entrySet().stream()
          .map(e -> new InputSource.Delivered(e.getKey(), e.getValue()))
          .toList();
    }

    private List<InputSource> sourcesOf(String table, @Nullable Object value) {
      List<?> entries =
          value instanceof List<?> list ? list : java.util.Collections.singletonList(value);
      List<InputSource> sources = new ArrayList<>();
      for (Object entry : entries) {
        if (entry instanceof String path) {
          sources.add(source(table, Map.of("path", path)));
        } else if (entry instanceof Map<?, ?> map) {
          sources.add(source(table, map));
        } else {
          problems.add(
              "inputs." + table + ": a path or {format, path, …} is expected, not " + entry);
        }
      }
      return sources;
    }

    private InputSource source(String table, Map<?, ?> map) {
      String where = "inputs." + table;
      Object path = map.get("path");
      if (path == null) {
        problems.add(where + ".path: is missing");
      }
      Map<String, Object> options = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!SOURCE_KEYS.contains(entry.getKey().toString()) && entry.getValue() != null) {
          options.put(entry.getKey().toString(), option(entry.getKey(), entry.getValue()));
        }
      }
      String format = map.get("format") == null ? "" : map.get("format").toString();
      known(where, format, options.keySet());
      return new InputSource(
          table,
          format,
          absoluteOrUri(folder, path == null ? "" : path.toString()),
          texts(where + ".columns", map.get("columns")),
          texts(where + ".constants", map.get("constants")),
          texts(where + ".strip_prefix", map.get("strip_prefix")),
          options);
    }

    /** A word that nobody reads would otherwise change nothing, without a word. */
    private void known(String where, String format, Set<String> options) {
      Set<String> known = Formats.options(format).orElse(options);
      for (String option : options) {
        if (!known.contains(option)) {
          Set<String> all = new TreeSet<>(SOURCE_KEYS);
          all.addAll(known);
          String of = format.isEmpty() ? "an input" : "the format " + format;
          problems.add(where + "." + option + ": unknown setting; " + of + " has " + all);
        }
      }
    }

    /** Options that name a file are relative to the settings, as paths are. */
    private Object option(Object name, Object value) {
      return Formats.fileOptions().contains(name.toString()) && value instanceof String file
          ? absoluteOrUri(folder, file)
          : value;
    }

    private Map<String, String> texts(String where, @Nullable Object value) {
      Map<String, String> texts = new LinkedHashMap<>();
      if (value instanceof Map<?, ?> map) {
        map.forEach((k, v) -> texts.put(k.toString(), String.valueOf(v)));
      } else if (value != null) {
        problems.add(where + ": a map is expected, not " + value);
      }
      return texts;
    }
  }
}
