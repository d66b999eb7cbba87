package org.headwaters.adapters;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a robots.txt says besides Allow and Disallow, which crawler-commons reads: preferences by
 * group of agents, as RFC 9309 groups them, and links to licences.
 */
final class RobotsText {
  private final List<Group> groups = new ArrayList<>();
  private final List<String> licences = new ArrayList<>();

  private static final class Group {
    private final Set<String> agents = new HashSet<>();
    private final List<Rule> rules = new ArrayList<>();
  }

  /** A line of a group, the name in lower case. */
  record Rule(String name, String value) {}

  /** Never fails: what is no rule is passed over, as robots do. */
  RobotsText(String body) {
    Group group = null;
    boolean naming = false;
    for (String line : body.split("\\r\\n|\\r|\\n", -1)) {
      int comment = line.indexOf('#');
      String rule = comment < 0 ? line : line.substring(0, comment);
      int colon = rule.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String name = rule.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = rule.substring(colon + 1).strip();
      if (name.equals("user-agent")) {
        if (!naming || group == null) {
          group = new Group();
          groups.add(group);
        }
        naming = true;
        group.agents.add(value.toLowerCase(Locale.ROOT));
      } else if (name.equals("license")) {
        licences.add(value);
      } else if (!name.equals("sitemap") && group != null) {
        naming = false;
        group.rules.add(new Rule(name, value));
      }
    }
  }

  /** The rules for an agent: of the groups that name it, else of those for all. */
  List<Rule> rules(String agent, String name) {
    List<Rule> own = of(agent);
    List<Rule> rules =
        own.isEmpty() && groups.stream().noneMatch(g -> g.agents.contains(agent)) ? of("*") : own;
    return rules.stream().filter(rule -> rule.name().equals(name)).toList();
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
