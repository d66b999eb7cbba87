package org.headwaters.core.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.headwaters.core.Named;
import org.headwaters.core.source.DocumentWeight;
import org.headwaters.core.source.DocumentWeight.Weighting;
import org.headwaters.core.source.SourceRule;
import org.headwaters.core.source.SourceRules;

/**
 * The part of a policy that shapes contributions: changing it means to contribute again.
 *
 * @param actionsPpm what each action counts; actions not named count nothing
 * @param modalityWeights what a document without tokens counts by modality; 1 where not named, text
 *     by its length
 * @param minOriginalBytes shorter records never take credit from others
 * @param trustedPublishers sites whose own published_at counts as evidence
 */
public record Attribution(
    Weighting weighting,
    SortedMap<String, Integer> actionsPpm,
    SortedMap<String, Long> modalityWeights,
    CreditTo creditTo,
    long minOriginalBytes,
    SortedSet<String> trustedPublishers,
    List<SourceRule> sourceRules) {

  /** Which page of several with the same text takes the credit. */
  public enum CreditTo implements Named {
    FIRST_CAPTURE,
    AS_LISTED;
  }

  /** How to weigh documents. */
  public DocumentWeight.Rule documentWeights() {
    return new DocumentWeight.Rule(weighting, modalityWeights);
  }

  /** How to find the source of a page without authors. */
  public SourceRules sources() {
    return new SourceRules(sourceRules);
  }

  /** All settings, keys sorted, defaults filled in: the same text for the same meaning. */
  public String canonical() {
    return Canonical.text(settings());
  }

  /** SHA-256 of {@link #canonical}, lower case hex. */
  public String hash() {
    return Canonical.sha256(canonical());
  }

  /** As the policy's YAML would say it. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("weighting", weighting.key());
    settings.put("actions_ppm", actionsPpm);
    settings.put("modality_weights", modalityWeights);
    settings.put("credit_to", creditTo.key());
    settings.put("min_original_bytes", minOriginalBytes);
    settings.put("trusted_publishers", List.copyOf(trustedPublishers));
    List<Object> rules = new ArrayList<>();
    for (SourceRule rule : sourceRules) {
      rules.add(Map.of("host", rule.host(), "source", rule.source(), "lower", rule.lower()));
    }
    settings.put("source_rules", rules);
    return settings;
  }
}
