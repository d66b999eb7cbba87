package org.headwaters.adapters;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRule;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a robots.txt says about training.
 *
 * <p>A path is refused ({@code n}) if any of the training agents may not fetch it. Fetching allowed
 * is no permission to train, so the rest says nothing; only an exception below a refused path is
 * {@code y}, or the longer refusal would cover it. The host itself always has a row: one that says
 * nothing ends an earlier refusal. Content-Usage (kind aipref) and Content-Signal lines have rows
 * of their own; a link to a licence is kept as kind other.
 */
final class RobotsSpeaker {
  private static final Comparator<String> SHORT_FIRST =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private final List<String> agents;
  private final SimpleRobotRulesParser parser = new SimpleRobotRulesParser();

  RobotsSpeaker(List<String> agents) {
    this.agents = List.copyOf(agents);
    parser.setExactUserAgentMatching(true);
  }

  void say(ConsentDocument document, RawRow.Shape shape, Consumer<Row> rows) {
    String origin = "https://" + document.host();
    byte[] body = document.body().getBytes(StandardCharsets.UTF_8);
    Set<SimpleRobotRules> ways = new LinkedHashSet<>();
    for (String agent : agents) {
      ways.add(parser.parseContent(origin + "/robots.txt", body, "text/plain", List.of(agent)));
    }
    Fetching fetching = new Fetching(origin, ways);
    fetching(document, shape, fetching, rows);
    RobotsText text = new RobotsText(document.body());
    usage(document, shape, new Usage(fetching, text), rows);
    signals(document, shape, text, rows);
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

  /** Who may fetch what. */
  private record Fetching(String origin, Collection<SimpleRobotRules> ways) {
    boolean refused(String path) {
      return ways.stream().anyMatch(way -> !way.isAllowed(origin + path));
    }
  }

  private record Usage(Fetching fetching, RobotsText text) {}

  private void fetching(
      ConsentDocument document, RawRow.Shape shape, Fetching fetching, Consumer<Row> rows) {
    Set<String> patterns = new TreeSet<>(SHORT_FIRST);
    Set<String> unsayable = new TreeSet<>();
    patterns.add("/");
    for (SimpleRobotRules way : fetching.ways()) {
      for (RobotRule rule : way.getRobotRules()) {
        String prefix = ConsentDocument.prefix(rule.getPrefix());
        if (prefix != null && !prefix.isEmpty()) {
          patterns.add(prefix);
        } else if (prefix == null && !rule.isAllow()) {
          unsayable.add(rule.getPrefix());
        }
      }
    }
    Map<String, String> said = new TreeMap<>();
    for (String path : patterns) {
      boolean refused = fetching.refused(path);
      String around = around(said, path);
      String train =
          refused ? Preference.NO : Preference.NO.equals(around) ? Preference.YES : around;
      if (path.equals("/") || !train.equals(around)) {
        said.put(path, train);
        String raw =
            path.equals("/") ? document.body() : (refused ? "Disallow: " : "Allow: ") + path;
        rows.accept(
            document
                .row(
                    shape,
                    new ConsentDocument.Signal(
                        "robots",
                        path.equals("/") ? "" : path,
                        raw,
                        new Preference(train.isEmpty() ? null : train, null)))
                .done());
      }
    }
    unsayable.forEach(pattern -> document.refusePattern(shape, pattern, rows));
  }

  /** What the longest path so far says that this one lies under; empty for nothing. */
  private static String around(Map<String, String> said, String path) {
    String longest = null;
    for (String prefix : said.keySet()) {
      if (path.startsWith(prefix) && (longest == null || prefix.length() > longest.length())) {
        longest = prefix;
      }
    }
    return longest == null ? "" : said.getOrDefault(longest, "");
  }

  private void usage(ConsentDocument document, RawRow.Shape shape, Usage from, Consumer<Row> rows) {
    Map<String, Preference> byPath = new TreeMap<>();
    Map<String, String> raw = new TreeMap<>();
    for (String agent : agents) {
      for (RobotsText.Rule rule : from.text().rules(agent, "content-usage")) {
        String value = rule.value();
        int blank = value.indexOf(' ');
        boolean pathed = value.startsWith("/");
        String path = !pathed ? "" : blank < 0 ? value : value.substring(0, blank);
        String field = !pathed ? value : blank < 0 ? "" : value.substring(blank + 1);
        byPath.merge(path, Preference.ofContentUsage(List.of(field)), Preference::and);
        raw.merge(path, "Content-Usage: " + value, RobotsSpeaker::joined);
      }
    }
    byPath.forEach(
        (pattern, says) -> {
          String prefix = ConsentDocument.prefix(pattern);
          if (prefix == null) {
            document.refusePattern(shape, pattern, rows);
            return;
          }
          // Preferences hold for what may be fetched only: a yes cannot open a closed path.
          boolean closed = from.fetching().refused(prefix.isEmpty() ? "/" : prefix);
          Preference open =
              closed && Preference.YES.equals(says.train())
                  ? new Preference(null, says.search())
                  : says;
          rows.accept(
              document
                  .row(
                      shape,
                      new ConsentDocument.Signal(
                          "aipref", prefix, raw.getOrDefault(pattern, ""), open))
                  .done());
        });
  }

  private void signals(
      ConsentDocument document, RawRow.Shape shape, RobotsText text, Consumer<Row> rows) {
    Preference all = Preference.UNKNOWN;
    @Nullable String raw = null;
    for (String agent : agents) {
      for (RobotsText.Rule rule : text.rules(agent, "content-signal")) {
        all = all.and(Preference.ofContentSignal(rule.value()));
        String line = "Content-Signal: " + rule.value();
        raw = raw == null ? line : joined(raw, line);
      }
    }
    if (raw != null) {
      rows.accept(
          document.row(shape, new ConsentDocument.Signal("content_signals", "", raw, all)).done());
    }
  }

  private static String joined(String one, String other) {
    return one.equals(other) || one.endsWith("\n" + other) ? one : one + "\n" + other;
  }
}
