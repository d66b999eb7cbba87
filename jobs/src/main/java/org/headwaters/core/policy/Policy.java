package org.headwaters.core.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.headwaters.core.Named;
import org.headwaters.core.UsageError;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Disclosure;
import org.headwaters.core.lineage.FlowRules;
import org.headwaters.core.lineage.Stage;
import org.headwaters.core.money.Apportionment;

/**
 * What a community decided for a range of days. Ppm are parts per million; maps are sorted and
 * cannot be changed.
 *
 * @param name the policy's own name
 * @param royaltyRatePpm the part of each kind of revenue that is passed upstream; all kinds present
 * @param leviesPpm fund → what it takes off the top of the pool; at most 10⁶ in all
 * @param stagesPpm kind of asset → stage → ppm, renormalised over the stages an asset has
 * @param feedbackPpm of a data set's contents, when it has both feedback and other contents
 * @param undisclosedPpm disclosure (full, partial, none, unstated) → what goes to undisclosed
 * @param ownShareMaxPpm kind of asset → what its makers may keep for themselves at most
 * @param domainClaimsCover site → what its own domain claim takes of its accounts and paths
 * @param minimumPayoutMicros less than this is carried forward
 */
public record Policy(
    String name,
    int version,
    Validity valid,
    String reportingCurrency,
    Attribution attribution,
    Map<RevenueKind, Integer> royaltyRatePpm,
    SortedMap<String, Integer> leviesPpm,
    SortedMap<String, SortedMap<String, Integer>> stagesPpm,
    int feedbackPpm,
    SortedMap<String, Integer> undisclosedPpm,
    SortedMap<String, Integer> ownShareMaxPpm,
    SortedMap<String, Integer> domainClaimsCover,
    Consent consent,
    Wait unclaimed,
    Wait undisclosed,
    long minimumPayoutMicros) {

  /** What happens to a credit whose page was under a refusal to train. */
  public enum Consent implements Named {
    PAY_AND_FLAG,
    HOLD_FOR_OWNER;
  }

  /**
   * Reads a policy from its parsed YAML. What is not given has its default; maps of a closed list
   * of keys (royalty rates, disclosures, kinds) are completed key by key, all other maps and lists
   * replace the default as a whole.
   *
   * @throws UsageError with all problems at once: key, value, and what is allowed
   */
  public static Policy of(Map<String, ?> yaml) {
    return PolicyReader.read(yaml);
  }

  /** The documented default, DESIGN §4. */
  public static Policy byDefault() {
    return of(Map.of());
  }

  /** The one policy valid on a day; UsageError if there is none or more than one. */
  public static Policy on(List<Policy> policies, LocalDate day) {
    List<Policy> valid = new ArrayList<>();
    for (Policy policy : policies) {
      if (policy.valid.contains(day)) {
        valid.add(policy);
      }
    }
    UsageError.check(
        !valid.isEmpty(),
        "No policy is valid on %s; there are: %s. Add one, or change valid_from or valid_to.",
        day,
        titles(policies));
    UsageError.check(
        valid.size() == 1,
        "Several policies are valid on %s: %s. Give all but one a valid_to.",
        day,
        titles(valid));
    return valid.get(0);
  }

  /**
   * The currency that all of them report in.
   *
   * @throws UsageError if they report in several, or there is none
   */
  public static String currencyOf(List<Policy> policies) {
    List<String> currencies =
        policies.stream().map(Policy::reportingCurrency).distinct().sorted().toList();
    UsageError.check(
        currencies.size() == 1,
        "A lake has one reporting_currency, but the policies have %s: %s. Give all of them the"
            + " same, or book in a lake of its own.",
        currencies.isEmpty() ? "none" : String.join(" and ", currencies),
        titles(policies));
    return currencies.get(0);
  }

  /** The policy that came into force last; UsageError if there is none. */
  public static Policy latest(List<Policy> policies) {
    return policies.stream()
        .max(Comparator.comparing(policy -> policy.valid.from()))
        .orElseThrow(() -> new UsageError("There is no policy. Name one in `policies`."));
  }

  /** What remains of a pool for the asset graph, after the levies. */
  public int graphPpm() {
    return Apportionment.PPM - leviesPpm.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The part that shapes the asset graph. */
  public FlowRules flowRules() {
    Map<AssetKind, Map<Stage, Integer>> stages = new EnumMap<>(AssetKind.class);
    Map<AssetKind, Integer> ownShares = new EnumMap<>(AssetKind.class);
    for (AssetKind kind : AssetKind.values()) {
      SortedMap<String, Integer> ppms = stagesPpm.get(kind.key());
      Map<Stage, Integer> byStage = new EnumMap<>(Stage.class);
      for (Stage stage : Stage.values()) {
        Integer ppm = ppms == null ? null : ppms.get(stage.key());
        if (ppm != null) {
          byStage.put(stage, ppm);
        }
      }
      stages.put(kind, byStage);
      ownShares.put(kind, ownShareMaxPpm.getOrDefault(kind.key(), 0));
    }
    Map<Disclosure, Integer> disclosures = new EnumMap<>(Disclosure.class);
    for (Disclosure disclosure : Disclosure.values()) {
      disclosures.put(disclosure, undisclosedPpm.getOrDefault(disclosure.key(), 0));
    }
    return new FlowRules(
        stages, disclosures, ownShares, feedbackPpm, attribution.weighting().units());
  }

  /** All settings, keys sorted, defaults filled in: the same text for the same meaning. */
  public String canonical() {
    return Canonical.text(settings());
  }

  /** SHA-256 of {@link #canonical}, lower case hex. */
  public String hash() {
    return Canonical.sha256(canonical());
  }

  /** As the YAML would say it; {@link #of} reads it back to an equal policy. */
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("policy", name);
    settings.put("version", version);
    settings.put("valid_from", valid.from().toString());
    if (valid.to() != null) {
      settings.put("valid_to", valid.to().toString());
    }
    settings.put("reporting_currency", reportingCurrency);
    settings.put("attribution", attribution.settings());
    Map<String, Object> rates = new LinkedHashMap<>();
    royaltyRatePpm.forEach((kind, ppm) -> rates.put(kind.key(), ppm));
    settings.put("royalty_rate_ppm", rates);
    settings.put("levies_ppm", leviesPpm);
    settings.put("stages_ppm", stagesPpm);
    settings.put("feedback_ppm", feedbackPpm);
    settings.put("undisclosed_ppm", undisclosedPpm);
    settings.put("own_share_max_ppm", ownShareMaxPpm);
    settings.put("domain_claims_cover", domainClaimsCover);
    settings.put("consent", consent.key());
    settings.put("unclaimed", settings(unclaimed));
    settings.put("undisclosed", settings(undisclosed));
    settings.put("minimum_payout_micros", minimumPayoutMicros);
    return settings;
  }

  private static Map<String, Object> settings(Wait wait) {
    return Map.of("hold_months", wait.holdMonths(), "then", wait.then());
  }

  private static String titles(List<Policy> policies) {
    List<String> titles = new ArrayList<>();
    for (Policy policy : policies) {
      titles.add(policy.name + " version " + policy.version + " " + policy.valid);
    }
    return String.join(", ", titles);
  }
}
