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
import org.headwaters.tables.Table;

/**
 * Looks at the files of a folder and says how the settings would name them: what a file holds
 * decides before its name. A file is one of ours if it is named after a table and has its columns;
 * else each format is asked whether it recognises it; else it may have the columns of one of our
 * tables under any name; else its columns are compared with names that are usual outside, and a
 * mapping is proposed for a person to confirm.
 *
 * <p>Looks at first bytes only; what cannot be known, such as the id of a data set, is taken from a
 * name and told as a thing to check. A file that is left out is told with the reason.
 */
public final class Sniffer {
  private final Path folder;
  private final List<Found> found = new ArrayList<>();
  private final Set<Path> used = new TreeSet<>();
  private final List<Proposed> proposed = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
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
   * One source that somebody has to confirm.
   *
   * @param settings as they would stand in the settings file
   * @param notes path of a setting, such as {@code columns.period} → why it is proposed
   * @param told how the file is written and which column is taken for which, in one line
   */
  public record Proposed(
      String table, Map<String, Object> settings, Map<String, String> notes, String told) {}

  /**
   * What no table takes.
   *
   * @param name below the folder
   * @param why it is left out, and what to write to have it read
   */
  public record Left(String name, String why) {}

  /**
   * What a folder holds.
   *
   * @param found sources that can be read as they are
   * @param toCheck what a person should look at, in sentences
   */
  public record Findings(
      List<Found> found, List<Proposed> proposed, List<Left> left, List<String> toCheck) {
    public Findings {
      found = List.copyOf(found);
      proposed = List.copyOf(proposed);
      left = List.copyOf(left);
      toCheck = List.copyOf(toCheck);
    }
  }

  /** Looks at the folder's children; those named in {@code ours} are no business of ours. */
  public static Findings look(Path folder, Set<String> ours) {
    Sniffer sniffer = new Sniffer(folder);
    List<PathPreview> previews = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.sorted().toList()) {
        String name = child.getFileName().toString();
        if (!ours.contains(name) && !name.startsWith(".") && !name.startsWith("_")) {
          previews.add(PathPreview.at(child));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Aliases and prices first: other formats name them.
    previews.forEach(sniffer::companions);
    previews.stream().filter(at -> !sniffer.used.contains(at.path())).forEach(sniffer::sniff);
    return new Findings(sniffer.found, sniffer.proposed, sniffer.left, sniffer.toCheck);
  }

  private void companions(PathPreview at) {
    if (at.isYaml()
        && at.head().lines().anyMatch(l -> l.matches("\"?(model|dataset|service):.+\"?:.*"))) {
      aliases.ifPresent(
          other ->
              check(at.name() + " is used for aliases, " + relative(other) + " is not: join them"));
      aliases = Optional.of(at.path());
      used.add(at.path());
    }
    List<String> columns =
        at.csv().filter(FileHead::plain).map(FileHead::columns).orElse(List.of());
    if (columns.containsAll(List.of("model", "model_id", "input", "output"))) {
      prices.ifPresent(
          other ->
              check(at.name() + " is used for prices, " + relative(other) + " is not: join them"));
      prices = Optional.of(at.path());
      used.add(at.path());
    }
  }

  private void sniff(PathPreview at) {
    OwnTable own = OwnTable.of(at);
    if (own.named().isPresent() && own.fits(own.named().get())) {
      found.add(new Found(own.named().get().name(), ours(at)));
      return;
    }
    for (InputFormat format : Formats.ALL) {
      if (format.recognises(at, this)) {
        otherwiseNamed(at, own, found.get(found.size() - 1).table());
        return;
      }
    }
    Optional<Table> fitting = own.fitting();
    if (fitting.isPresent()) {
      otherwiseNamed(at, own, fitting.get().name());
      found.add(new Found(fitting.get().name(), ours(at)));
      return;
    }
    Optional<Proposal> proposal =
        own.head()
            .flatMap(
                head ->
                    Proposal.of(
                        head, relative(at.path()), own.named().map(Table::name).orElse("")));
    if (proposal.isPresent()) {
      Proposal said = proposal.get();
      otherwiseNamed(at, own, said.table().name());
      proposed.add(new Proposed(said.table().name(), said.settings(), said.notes(), said.told()));
      said.doubts().forEach(doubt -> check(at.name() + ": " + doubt));
      return;
    }
    left.add(new Left(at.name(), LeftOut.why(at, own.head())));
  }

  private Map<String, Object> ours(PathPreview at) {
    return Map.of("path", relative(at.path()));
  }

  /** Says that the contents won over the name. */
  private void otherwiseNamed(PathPreview at, OwnTable own, String table) {
    own.named()
        .filter(named -> found.stream().noneMatch(each -> each.table().equals(named.name())))
        .filter(named -> !named.name().equals(table))
        .ifPresent(named -> check(at.name() + " is named after " + named + " but holds " + table));
  }

  /** Notes a source; returns true, so that a format can say so at once. */
  boolean add(String table, InputFormat format, PathPreview at, Map<String, Object> options) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("format", format.name());
    settings.put("path", relative(at.path()));
    settings.putAll(options);
    if (ConsentDocuments.isNamedAfterItsKind(relative(at.path()))) {
      check(
          at.name()
              + " does not say whose it is: put it into a folder named after its host, such as"
              + " example.com/"
              + at.name());
    }
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
