package org.headwaters.adapters;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.headwaters.core.source.PathPattern;
import org.jspecify.annotations.Nullable;

/**
 * What a robots.txt says about training and search.
 *
 * <p>A path is refused ({@code n}) if any of the agents that collect for a purpose may not fetch
 * it. Fetching allowed is no permission to train, so the rest says nothing; only an exception below
 * a refused path is {@code y}, or the refusal would cover it. The host itself always has a row: one
 * that says nothing ends an earlier refusal. Content-Usage (kind aipref) and Content-Signal lines
 * have rows of their own; a link to a licence is kept as kind other.
 */
final class RobotsSpeaker {
  private final RobotsAgents agents;
  private final FieldCounts fields;

  RobotsSpeaker(RobotsAgents agents, FieldCounts fields) {
    this.agents = agents;
    this.fields = fields;
  }

  void say(ConsentDocument document, RawRow.Shape shape, Consumer<Row> rows) {
    RobotsText text = new RobotsText(document.body(), fields);
    List<List<RobotsText.Rule>> ways = text.ways(agents.training());
    PathVerdicts training = PathVerdicts.of(ways);
    PathVerdicts searching = PathVerdicts.of(text.ways(agents.search()));
    fetching(document, new Fetching(training.byPath(), searching.byPath()))
        .forEach(signal -> rows.accept(document.row(shape, signal).done()));
    for (Carrier carrier : List.of(Carrier.USAGE, Carrier.SIGNAL)) {
      preferences(carrier, ways, training)
          .forEach(signal -> rows.accept(document.row(shape, signal).done()));
    }
    for (String licence : text.licences()) {
      rows.accept(
          document
              .row(
                  shape,
                  new ConsentDocument.Signal(
                      "other", "", "License: " + licence, Preference.UNKNOWN))
              .done());
      break; // one row a scope and kind: the first link is the one that is followed
    }
  }

  /** What may not be fetched for training and for search, by path. */
  private record Fetching(Map<String, Boolean> training, Map<String, Boolean> searching) {}

  private static List<ConsentDocument.Signal> fetching(
      ConsentDocument document, Fetching fetching) {
    String all = PathPattern.ALL.text();
    Set<String> paths = new LinkedHashSet<>();
    paths.add(all);
    paths.addAll(fetching.training().keySet());
    paths.addAll(fetching.searching().keySet());
    List<ConsentDocument.Signal> signals = new ArrayList<>();
    for (String path : paths) {
      Preference says =
          new Preference(word(fetching.training().get(path)), word(fetching.searching().get(path)));
      boolean closed = Preference.NO.equals(says.train()) || Preference.NO.equals(says.search());
      String raw = path.equals(all) ? document.body() : (closed ? "Disallow: " : "Allow: ") + path;
      signals.add(new ConsentDocument.Signal("robots", path.equals(all) ? "" : path, raw, says));
    }
    return signals;
  }

  private static @Nullable String word(@Nullable Boolean refused) {
    return refused == null ? null : refused ? Preference.NO : Preference.YES;
  }

  /** A carrier of preferences in robots.txt: the line's name, and the kind of its rows. */
  private record Carrier(String rule, String shown, String kind) {
    static final Carrier USAGE = new Carrier(RobotsText.CONTENT_USAGE, "Content-Usage: ", "aipref");
    static final Carrier SIGNAL =
        new Carrier(RobotsText.CONTENT_SIGNAL, "Content-Signal: ", "content_signals");

    /** The preferences for what matches a path, or for all. */
    Usage usage(String value, FieldCounts fields) {
      int blank = value.indexOf(' ');
      boolean pathed = value.startsWith("/");
      String path = !pathed ? "/" : blank < 0 ? value : value.substring(0, blank);
      String field = !pathed ? value : blank < 0 ? "" : value.substring(blank + 1).strip();
      return new Usage(
          PathPattern.of(path),
          shown + value,
          equals(USAGE)
              ? Preference.ofContentUsage(field, fields)
              : Preference.ofContentSignal(field, fields));
    }
  }

  private record Usage(PathPattern pattern, String line, Preference says) {}

  /** Preferences by path; of each way in which agents are spoken to the longest path holds. */
  private List<ConsentDocument.Signal> preferences(
      Carrier carrier, List<List<RobotsText.Rule>> spoken, PathVerdicts training) {
    List<List<Usage>> ways = new ArrayList<>();
    Map<String, String> raw = new TreeMap<>();
    for (List<RobotsText.Rule> lines : spoken) {
      List<Usage> usages =
          lines.stream()
              .filter(line -> line.name().equals(carrier.rule()))
              .map(line -> carrier.usage(line.value(), fields))
              .toList();
      ways.add(usages);
      usages.forEach(
          usage -> raw.merge(usage.pattern().text(), usage.line(), RobotsSpeaker::joined));
    }
    List<ConsentDocument.Signal> signals = new ArrayList<>();
    raw.forEach(
        (path, lines) -> {
          PathPattern pattern = new PathPattern(path);
          Preference all = Preference.UNKNOWN;
          for (List<Usage> way : ways) {
            all = all.and(longest(way, pattern));
          }
          // Preferences hold for what may be fetched only: a yes cannot open a closed path.
          boolean closed = Preference.YES.equals(all.train()) && training.refuses(pattern);
          signals.add(
              new ConsentDocument.Signal(
                  carrier.kind(),
                  ConsentDocument.path(pattern),
                  lines,
                  closed ? new Preference(null, all.search()) : all));
        });
    return signals;
  }

  /** Lines of one path hold together. */
  private static Preference longest(List<Usage> way, PathPattern pattern) {
    Preference says = Preference.UNKNOWN;
    int length = 0;
    for (Usage usage : way) {
      int its = usage.pattern().text().length();
      if (its >= length && pattern.isWithin(usage.pattern())) {
        says = its > length ? usage.says() : says.and(usage.says());
        length = its;
      }
    }
    return says;
  }

  private static String joined(String one, String other) {
    return one.equals(other) || one.endsWith("\n" + other) ? one : one + "\n" + other;
  }
}
