package org.headwaters.adapters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks at the files of a folder and says how the settings would name them. Looks at names and at
 * first bytes only; what it cannot know, such as the id of a data set, it takes from a name and
 * tells as a thing to check.
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
      aliases = Optional.of(at.path());
      used.add(at.path());
    }
    if (at.header().containsAll(List.of("model", "model_id", "input", "output"))) {
      prices = Optional.of(at.path());
      used.add(at.path());
    }
  }

  private void sniff(Glance at) {
    if (used.contains(at.path())) {
      return;
    }
    boolean known =
        ccIndex(at)
            || fineweb(at)
            || cdxj(at)
            || hfCards(at)
            || assetsYaml(at)
            || stackExchange(at)
            || consent(at)
            || ecb(at)
            || usage(at);
    if (known) {
      used.add(at.path());
    }
  }

  private boolean ccIndex(Glance at) {
    Set<String> columns = at.parquetColumns();
    boolean flat = columns.contains("url_surtkey") && columns.contains("warc_filename");
    boolean nested = columns.containsAll(List.of("url", "fetch", "content", "warc"));
    return (flat || nested) && add("captures", "cc-index", at, Map.of());
  }

  private boolean fineweb(Glance at) {
    if (!at.parquetColumns().containsAll(List.of("id", "dump", "url", "date", "file_path"))) {
      return false;
    }
    String id = "dataset:" + hubName(at);
    toCheck.add(at.name() + " is taken as " + id + ": correct dataset_id if it is another version");
    return add("manifest_entries", "fineweb", at, Map.of("constants", Map.of("dataset_id", id)));
  }

  private boolean cdxj(Glance at) {
    boolean line = at.head().matches("(?s)\\S+\\)\\S* [0-9]{14} \\{.*");
    return line && add("captures", "cdxj", at, Map.of());
  }

  private boolean hfCards(Glance at) {
    boolean folderOfCards = Files.isDirectory(at.path()) && at.has("README.md");
    boolean dump =
        at.isJsonLines()
            && at.keys().contains("id")
            && (at.keys().contains("cardData") || at.keys().contains("card_data"));
    if (!folderOfCards && !dump) {
      return false;
    }
    return add("assets", "hf-cards", at, withAliases())
        && add("derivations", "hf-cards", at, withAliases());
  }

  private boolean assetsYaml(Glance at) {
    boolean list =
        at.isYaml() && at.head().contains("type:") && at.head().contains("dependencies:");
    return list
        && add("assets", "assets-yaml", at, withAliases())
        && add("derivations", "assets-yaml", at, withAliases());
  }

  private Map<String, Object> withAliases() {
    Map<String, Object> options = new LinkedHashMap<>();
    aliases.ifPresent(file -> options.put("aliases", folder.relativize(file).toString()));
    return options;
  }

  private boolean stackExchange(Glance at) {
    boolean posts = at.has("Posts.xml");
    if (!posts) {
      return false;
    }
    String site = at.name().toLowerCase(Locale.ROOT);
    String id = "dataset:stackexchange/" + site;
    toCheck.add(at.name() + " is taken as the dump of the site " + site);
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("site", site);
    entries.put("constants", Map.of("dataset_id", id));
    Map<String, Object> authors = new LinkedHashMap<>();
    authors.put("site", site);
    authors.put("dataset_id", id);
    return add("manifest_entries", "stackexchange", at, entries)
        && add("authorship", "stackexchange", at, authors);
  }

  private boolean consent(Glance at) {
    String body = at.value("body");
    String head = at.head().stripLeading();
    boolean robots =
        at.has("robots.txt")
            || body.toLowerCase(Locale.ROOT).contains("user-agent:")
            || (at.name().contains("robotstxt") && at.name().contains(".warc"));
    boolean usage = at.keys().contains("content_usage") || at.keys().contains("content-usage");
    boolean tdmrep = at.has("tdmrep.json") || body.contains("tdm-reservation");
    boolean rsl = head.contains("rslstandard.org/rsl") || body.contains("rslstandard.org/rsl");
    String format = robots ? "robots" : usage ? "aipref" : tdmrep ? "tdmrep" : rsl ? "rsl" : "";
    return !format.isEmpty() && add("consent_signals", format, at, Map.of());
  }

  private boolean ecb(Glance at) {
    boolean rates = at.head().startsWith("Date,USD,") || at.name().matches("eurofxref.*\\.zip");
    return rates && add("exchange_rates", "ecb", at, Map.of());
  }

  private boolean usage(Glance at) {
    Set<String> names = new TreeSet<>(at.header());
    names.addAll(at.keys());
    if (!names.contains("model") || !names.contains("input_tokens")) {
      return false;
    }
    if (prices.isEmpty()) {
      toCheck.add(
          at.name()
              + " reports usage, but no file has prices: model, model_id, valid_from, currency, input, output");
      return false;
    }
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("prices", folder.relativize(prices.orElseThrow()).toString());
    if (!names.contains("service_id")) {
      String service = "service:" + at.name().replaceFirst("\\..*$", "");
      options.put("service_id", service);
      toCheck.add(at.name() + " is taken as the usage of " + service + ": correct service_id");
    }
    return add("revenue", "usage", at, options) && add("served_usage", "usage", at, options);
  }

  private boolean add(String table, String format, Glance at, Map<String, Object> options) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("format", format);
    settings.put("path", folder.relativize(at.path()).toString());
    settings.putAll(options);
    return found.add(new Found(table, settings));
  }

  /** {@code datasets--org--name@1} is the hub's own way to write org/name in a folder's name. */
  private static String hubName(Glance at) {
    return at.name()
        .replaceFirst("\\.parquet$", "")
        .replaceFirst("^datasets--", "")
        .replace("--", "/");
  }
}
