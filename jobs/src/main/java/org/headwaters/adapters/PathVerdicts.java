package org.headwaters.adapters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headwaters.core.source.PathPattern;

/**
 * What several agents may not fetch, as one list of paths of which the longest that matches
 * decides, as it does among consent scopes: a page is refused if any of the agents may not fetch
 * it.
 *
 * <p>For a single agent that is RFC 9309 word for word (the longest rule decides, Allow where two
 * are equal). Of several agents' rules a path is kept open only where all of them leave it open;
 * where patterns of two agents cross and none contains the other, the refusal wins.
 */
final class PathVerdicts {
  private final List<List<Rule>> ways;
  private final Map<String, Boolean> refused = new LinkedHashMap<>();
  private final List<Said> said = new ArrayList<>();

  /** One line of one group. */
  private record Rule(PathPattern pattern, boolean allow) {
    int length() {
      return pattern.text().length();
    }
  }

  /** A path that was decided, with the length by which it counts. */
  private record Said(PathPattern pattern, int length, boolean refused) {}

  private PathVerdicts(List<List<Rule>> ways) {
    this.ways = ways;
  }

  /** The verdicts on what rules say, a list for each way in which agents are spoken to. */
  static PathVerdicts of(Collection<List<RobotsText.Rule>> spoken) {
    List<List<Rule>> ways = new ArrayList<>();
    Set<PathPattern> patterns = new HashSet<>();
    for (List<RobotsText.Rule> lines : spoken) {
      List<Rule> rules = new ArrayList<>();
      for (RobotsText.Rule line : lines) {
        boolean allow = line.name().equals(RobotsText.ALLOW);
        if ((allow || line.name().equals(RobotsText.DISALLOW)) && !line.value().isEmpty()) {
          rules.add(new Rule(PathPattern.of(line.value()), allow));
        }
      }
      ways.add(rules);
      rules.forEach(rule -> patterns.add(rule.pattern()));
    }
    PathVerdicts verdicts = new PathVerdicts(ways);
    if (verdicts.refuses(PathPattern.ALL)) {
      verdicts.say(PathPattern.ALL, 1, true);
    }
    patterns.remove(PathPattern.ALL);
    // What is open comes after the refusals that are as long: it has to be told where they meet.
    patterns.stream()
        .sorted(
            Comparator.comparingInt((PathPattern pattern) -> pattern.text().length())
                .thenComparing(pattern -> !verdicts.refuses(pattern))
                .thenComparing(PathPattern::text))
        .forEach(verdicts::decide);
    return verdicts;
  }

  /**
   * By path, in the order of their lengths, whether it is refused, or an exception from what is. A
   * path that is not here is as the longest one that matches it, and else not refused.
   */
  Map<String, Boolean> byPath() {
    return new LinkedHashMap<>(refused);
  }

  /** Whether some agent may not fetch what matches, as far as that can be told from the pattern. */
  boolean refuses(PathPattern pattern) {
    return ways.stream().anyMatch(way -> sure(way, pattern).refused());
  }

  private record Sure(boolean refused, int length) {}

  /** What the longest rule says that surely holds for all that matches the pattern. */
  private static Sure sure(List<Rule> way, PathPattern pattern) {
    Sure sure = new Sure(false, 0);
    for (Rule rule : way) {
      boolean decides =
          rule.length() > sure.length() || (rule.length() == sure.length() && rule.allow());
      if (decides && rule.length() <= pattern.text().length() && pattern.isWithin(rule.pattern())) {
        sure = new Sure(!rule.allow(), rule.length());
      }
    }
    return sure;
  }

  private void decide(PathPattern pattern) {
    int length = pattern.text().length();
    if (refuses(pattern)) {
      if (!holdsAlready(pattern, true)) {
        say(pattern, length, true);
      }
      return;
    }
    boolean meetsRefusal = said.stream().anyMatch(s -> s.refused() && pattern.mayMeet(s.pattern()));
    if (!meetsRefusal || holdsAlready(pattern, false)) {
      return;
    }
    // Of two rules that are equally long Allow decides, of two scopes the refusal: one star more.
    boolean equal =
        said.stream()
            .anyMatch(s -> s.refused() && s.length() == length && pattern.mayMeet(s.pattern()));
    PathPattern open = new PathPattern(equal ? pattern.paddedTo(length + 1) : pattern.text());
    say(open, open.text().length(), false);
    for (List<Rule> way : ways) {
      Sure sure = sure(way, pattern);
      for (Rule rule : way) {
        boolean crosses =
            !rule.allow()
                && rule.length() <= length
                && rule.length() > sure.length()
                && pattern.mayMeet(rule.pattern());
        if (crosses) {
          // As long as the exception, or it would open what this agent may not fetch.
          PathPattern closed = new PathPattern(rule.pattern().paddedTo(open.text().length()));
          say(closed, closed.text().length(), true);
        }
      }
    }
  }

  /** Whether what was said of shorter paths already says this of all that matches. */
  private boolean holdsAlready(PathPattern pattern, boolean refusal) {
    Said around = null;
    for (Said one : said) {
      if (one.refused() == refusal && pattern.isWithin(one.pattern())) {
        around = around == null || one.length() >= around.length() ? one : around;
      }
    }
    if (around == null) {
      return false;
    }
    for (Said other : said) {
      boolean later =
          refusal ? other.length() > around.length() : other.length() >= around.length();
      if (other.refused() != refusal && later && pattern.mayMeet(other.pattern())) {
        return false;
      }
    }
    return true;
  }

  private void say(PathPattern pattern, int length, boolean refusal) {
    said.add(new Said(pattern, length, refusal));
    refused.merge(pattern.text(), refusal, Boolean::logicalOr);
  }
}
