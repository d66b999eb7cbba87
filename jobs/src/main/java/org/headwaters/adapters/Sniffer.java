package org.headwaters.adapters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks at the files of a folder and says how the settings would name them, by asking each format
 * whether it recognises a file. Looks at names and at first bytes only; what cannot be known, such
 * as the id of a data set, is taken from a name and told as a thing to check.
 */
public final class Sniffer {
  private final Path folder;
  private final List<Found> found = new ArrayList<>();
  private final Set<Path> used = new TreeSet<>();
  private final List<String> toCheck = new ArrayList<>();
  private Optional<Path> aliases = Optional.empty();
  private Optional<Path> prices = Optional.empty();

  private Sniffer(Path folder) {
    this.folder = folder;
  }

  /**
   * One source of one table.
   *
   * @param settings as they stand in the settings file: format, path and what the format needs
   */
  public record Found(String table, Map<String, Object> settings) {}

  /**
   * What a folder holds.
   *
   * @param used the folder's children that some source uses
   * @param toCheck what a person should look at, in sentences
   */
  public record Findings(List<Found> found, Set<Path> used, List<String> toCheck) {
    public Findings {
      found = List.copyOf(found);
      used = new TreeSet<>(used);
      toCheck = List.copyOf(toCheck);
    }
  }

  /** Looks at the folder's children; {@code passedOver} says which are no business of ours. */
  public static Findings look(Path folder, Set<Path> passedOver) {
    Sniffer sniffer = new Sniffer(folder);
    List<Glance> glances = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.sorted().toList()) {
        String name = child.getFileName().toString();
        if (!passedOver.contains(child) && !name.startsWith(".") && !name.startsWith("_")) {
          glances.add(Glance.at(child));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Aliases and prices first: other formats name them.
    glances.forEach(sniffer::companions);
    glances.forEach(sniffer::sniff);
    return new Findings(sniffer.found, sniffer.used, sniffer.toCheck);
  }

  private void companions(Glance at) {
    if (at.isYaml()
        && at.head().lines().anyMatch(l -> l.matches("\"?(model|dataset|service):.+\"?:.*"))) {
      aliases.ifPresent(
          other ->
              check(at.name() + " is used for aliases, " + relative(other) + " is not: join them"));
      aliases = Optional.of(at.path());
      used.add(at.path());
    }
    if (at.header().containsAll(List.of("model", "model_id", "input", "output"))) {
      prices.ifPresent(
          other ->
              check(at.name() + " is used for prices, " + relative(other) + " is not: join them"));
      prices = Optional.of(at.path());
      used.add(at.path());
    }
  }

  private void sniff(Glance at) {
    if (used.contains(at.path())) {
      return;
    }
    for (InputFormat format : Formats.ALL) {
      if (format.recognises(at, this)) {
        used.add(at.path());
        return;
      }
    }
  }

  /** Notes a source; returns true, so that a format can say so at once. */
  boolean add(String table, InputFormat format, Glance at, Map<String, Object> options) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("format", format.name());
    settings.put("path", relative(at.path()));
    settings.putAll(options);
    return found.add(new Found(table, settings));
  }

  /** Tells a person what was taken for granted. */
  void check(String sentence) {
    toCheck.add(sentence);
  }

  /** The setting for the folder's file of aliases, if there is one. */
  Map<String, Object> aliases() {
    Map<String, Object> options = new LinkedHashMap<>();
    aliases.ifPresent(file -> options.put("aliases", relative(file)));
    return options;
  }

  /** The folder's table of prices. */
  Optional<String> prices() {
    return prices.map(this::relative);
  }

  private String relative(Path path) {
    return folder.relativize(path).toString();
  }
}
