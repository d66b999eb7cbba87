package org.headwaters.core.claims;

import java.time.LocalDate;
import java.util.Map;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.policy.Policy;

/**
 * What the policy says about claims.
 *
 * @param domainClaimsCover site → ppm that its own domain claim takes of its accounts and paths
 * @param holdRefused whether money for refused pages waits for its owner
 * @param lastDay of the period: claims valid then count
 */
public record ClaimRules(
    Map<String, Integer> domainClaimsCover, boolean holdRefused, LocalDate lastDay) {

  /** As the policy says. */
  public static ClaimRules of(Policy policy, LocalDate lastDay) {
    return new ClaimRules(
        policy.domainClaimsCover(), policy.consent() == Policy.Consent.HOLD_FOR_OWNER, lastDay);
  }

  /** What waits of a credit because its pages were refused, unless a claim accepts it. */
  long refusedMicros(Credit credit) {
    return holdRefused
        ? refusedMicros(credit.amountMicros(), credit.weight(), credit.weightRefused())
        : 0;
  }

  /** The second part of the split of a credit over {@code clear} and {@code refused}. */
  public static long refusedMicros(long micros, long weight, long weightRefused) {
    return weightRefused == 0
        ? 0
        : Apportionment.part(micros, weight - weightRefused, weightRefused, weight);
  }
}
