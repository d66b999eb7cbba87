package org.headwaters.core.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.headwaters.core.UsageError;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Section.Range;
import org.headwaters.core.source.DocumentWeight;
import org.headwaters.core.source.DocumentWeight.Weighting;
import org.headwaters.core.source.SourceRule;

/** Reads the part of a policy that shapes contributions, with its documented defaults. */
final class AttributionReader {
  private static final Map<String, Integer> ACTIONS =
      Map.of(
          "write", 1_000_000,
          "answer", 1_000_000,
          "edit", 300_000,
          "translate", 500_000,
          "caption", 500_000,
          "moderate", 50_000,
          "vote", 10_000);
  private static final List<SourceRule> SOURCE_RULES =
      List.of(new SourceRule("github.com", "path:github.com/{segment1}", true));
  private static final long MIN_ORIGINAL_BYTES = 512;
  private static final Range WEIGHTS = new Range(0, DocumentWeight.MAX_MODALITY_WEIGHT);

  private AttributionReader() {}

  static Attribution read(Section section) {
    boolean ownActions = section.has("actions_ppm");
    SortedMap<String, Integer> actions =
        PolicyReader.ppms(section.section("actions_ppm"), PolicyReader.ANY_WORD);
    Attribution attribution =
        new Attribution(
            section.choice("weighting", Weighting.TOKENS),
            ownActions ? actions : PolicyReader.sorted(ACTIONS),
            section.section("modality_weights").numbers(PolicyReader.ANY_WORD, WEIGHTS),
            section.choice("credit_to", Attribution.CreditTo.FIRST_CAPTURE),
            section.whole("min_original_bytes", MIN_ORIGINAL_BYTES, new Range(0, Long.MAX_VALUE)),
            publishers(section),
            rules(section));
    section.end();
    return attribution;
  }

  private static SortedSet<String> publishers(Section section) {
    SortedSet<String> sites = new TreeSet<>(KeyOrder.UTF8);
    List<?> given = section.list("trusted_publishers");
    for (Object site : given == null ? List.of() : given) {
      if (site instanceof String text && PolicyReader.SITE.test().test(text)) {
        sites.add(text);
      } else {
        section.problem("trusted_publishers", site, PolicyReader.SITE.words());
      }
    }
    return Collections.unmodifiableSortedSet(sites);
  }

  private static List<SourceRule> rules(Section section) {
    List<?> given = section.list("source_rules");
    if (given == null) {
      return SOURCE_RULES;
    }
    List<SourceRule> rules = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String key = "source_rules[" + i + "]";
      if (given.get(i) instanceof Map<?, ?> map) {
        rule(section, key, map, rules);
      } else {
        section.problem(key, given.get(i), "{host: …, source: …, lower: true or false}");
      }
    }
    return List.copyOf(rules);
  }

  private static void rule(Section section, String key, Map<?, ?> map, List<SourceRule> rules) {
    Section rule = new Section(section.at(key), map, section.problems());
    String host = rule.text("host", "", PolicyReader.ANY_NAME);
    String source = rule.text("source", "", PolicyReader.ANY_NAME);
    boolean lower = rule.flag("lower", false);
    rule.end();
    try {
      rules.add(new SourceRule(host, source, lower));
    } catch (UsageError e) {
      section.problem(key, map, String.valueOf(e.getMessage()));
    }
  }
}
