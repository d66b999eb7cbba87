package org.headwaters.adapters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A robots.txt, in groups of agents as RFC 9309 reads them: whatever speaks to an agent, a rule or
 * a preference, is found by the same grouping. An agent is known by its product token, so {@code
 * GPTBot/1.0} is GPTBot; all groups that name it hold together, and those for {@code *} only where
 * none does.
 */
final class RobotsText {
  static final String ALLOW = "allow";
  static final String DISALLOW = "disallow";
  static final String CONTENT_USAGE = "content-usage";
  static final String CONTENT_SIGNAL = "content-signal";

  private static final String EVERYBODY = "*";
  private static final String AGENT = "user-agent";
  private static final String LICENSE = "license";
  private static final Set<String> RULES = Set.of(ALLOW, DISALLOW, CONTENT_USAGE, CONTENT_SIGNAL);

  /** Slips that the most used parser of such files takes for what was meant. */
  private static final Map<String, String> SLIPS =
      Map.of(
          "user agent", AGENT,
          "useragent", AGENT,
          "dissallow", DISALLOW,
          "dissalow", DISALLOW,
          "disalow", DISALLOW,
          "diasllow", DISALLOW,
          "disallaw", DISALLOW);

  /** A rule whose colon was forgotten. */
  private static final Pattern NO_COLON =
      Pattern.compile("(?i)(user-agent|allow|disallow)[ \\t]+(\\S+)");

  private final List<Group> groups = new ArrayList<>();
  private final List<String> licences = new ArrayList<>();

  private static final class Group {
    private final Set<String> agents = new TreeSet<>();
    private final List<Rule> rules = new ArrayList<>();
  }

  /** A line of a group, the name in lower case. */
  record Rule(String name, String value) {}

  /** Never fails: what is no rule is passed over, as robots do, and counted by its name. */
  RobotsText(String body, FieldCounts fields) {
    Group group = null;
    boolean naming = false;
    for (String line : body.split("\\r\\n|\\r|\\n", -1)) {
      int comment = line.indexOf('#');
      String rule = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (rule.isEmpty()) {
        continue;
      }
      rule = NO_COLON.matcher(rule).matches() ? rule.replaceFirst("[ \\t]+", ":") : rule;
      int colon = rule.indexOf(':');
      String said = colon < 0 ? "" : rule.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String name = SLIPS.getOrDefault(said, said);
      String value = rule.substring(colon + 1).strip();
      if (name.equals(AGENT)) {
        if (!naming || group == null) {
          group = new Group();
          groups.add(group);
        }
        naming = true;
        group.agents.add(token(value));
        fields.taken(name);
      } else if (name.equals(LICENSE)) {
        licences.add(value);
        fields.taken(name);
      } else if (RULES.contains(name) && group != null) {
        naming = false;
        group.rules.add(new Rule(name, value));
        fields.taken(name);
      } else if (RULES.contains(name)) {
        fields.passedOver(name + " (before any user-agent)");
      } else {
        fields.passedOver(name.matches("[a-z-]{1,24}") ? name : "(no rule)");
      }
    }
  }

  /** An agent's product token: what comes before a version or anything else, in lower case. */
  static String token(String written) {
    String text = written.strip();
    int end = 0;
    while (end < text.length() && isOfToken(text.charAt(end))) {
      end++;
    }
    return end == 0 && text.startsWith(EVERYBODY)
        ? EVERYBODY
        : text.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** RFC 9309 has letters, {@code -} and {@code _} only; AI2Bot and img2dataset have digits. */
  private static boolean isOfToken(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  /**
   * What this says to the agents: a list of rules for each way in which they are spoken to. Many
   * agents are spoken to in few ways.
   *
   * @param agents product tokens
   */
  List<List<Rule>> ways(Collection<String> agents) {
    Set<List<Rule>> ways = new LinkedHashSet<>();
    for (String agent : agents) {
      boolean named = groups.stream().anyMatch(group -> group.agents.contains(agent));
      ways.add(of(named ? agent : EVERYBODY));
    }
    return List.copyOf(ways);
  }

  private List<Rule> of(String agent) {
    return groups.stream()
        .filter(group -> group.agents.contains(agent))
        .flatMap(group -> group.rules.stream())
        .toList();
  }

  List<String> licences() {
    return List.copyOf(licences);
  }
}
