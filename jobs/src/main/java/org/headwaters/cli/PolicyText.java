package org.headwaters.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.headwaters.core.ledger.Bucket;

/** The policy file that {@code init} writes: every key with what it decides. */
final class PolicyText {
  /** Key → what it decides. */
  static final Map<String, String> MEANING = meaning();

  private PolicyText() {}

  private static Map<String, String> meaning() {
    Map<String, String> meaning = new LinkedHashMap<>();
    meaning.put("policy", "A name of your own; bookings carry it.");
    meaning.put("version", "Raise it with every change.");
    meaning.put(
        "valid_from",
        "The days on which this policy holds, the first included, valid_to not: exactly one policy"
            + "\nmay hold on the last day of a month that is settled.");
    meaning.put("valid_to", "The first day on which this policy holds no more.");
    meaning.put(
        "reporting_currency",
        "All revenue is converted into it. One a lake: it cannot be changed.");
    meaning.put(
        "attribution",
        "How documents become shares of sources. Changing it makes the contributions anew.\n"
            + "  weighting            tokens, or documents\n"
            + "  actions_ppm          what an author's act weighs against writing\n"
            + "  credit_to            first_capture: who had the text first; as_listed: who is"
            + " listed\n"
            + "  min_original_bytes   shorter records never take credit from others\n"
            + "  trusted_publishers   sites whose own date of publication counts as evidence\n"
            + "  source_rules         hosts whose paths name the author; the first that fits");
    meaning.put(
        "royalty_rate_ppm",
        "Of each kind of revenue, how much goes upstream. 100000 ppm are 10 %.");
    meaning.put("levies_ppm", "What funds take off the top of that.");
    meaning.put(
        "stages_ppm",
        "How an asset's money divides among the kinds of input that it has; renormalised over those"
            + "\nthat are present, so they need not add up to anything.");
    meaning.put(
        "feedback_ppm",
        "Of a data set's contents, for raters, where it has both ratings and others.");
    meaning.put(
        "undisclosed_ppm",
        "What an asset keeps back, by how openly it says what it was made from. It waits by name.");
    meaning.put(
        "own_share_max_ppm", "How much of its inflow an asset's maker may claim for itself.");
    meaning.put(
        "domain_claims_cover",
        "Site: how much of its users' credits a platform's own domain claim takes. Default:"
            + " nothing.\n"
            + "To try the other rule: domain_claims_cover: {forum.example.org: 100000}");
    meaning.put(
        "consent",
        "pay_and_flag: uses against a refusal are paid and marked; hold_for_owner: they wait.");
    meaning.put(
        Bucket.UNCLAIMED.key(),
        "How long money waits for its owner, and where it goes then. A late claim is"
            + "\nstill honoured, from that fund.");
    meaning.put(Bucket.UNDISCLOSED.key(), "The same for money that nobody says where it belongs.");
    meaning.put(
        "minimum_payout_micros", "Less than this is carried forward. 1000000 micros are 1.00.");
    return meaning;
  }

  /** The settings of a policy with a comment before each. */
  static String of(Map<String, Object> settings) {
    CommentedYaml yaml =
        new CommentedYaml()
            .comment(
                0,
                "A policy of Headwaters: what a community decided. These are the documented"
                    + " defaults;")
            .comment(0, "a key that is left out keeps its default, an unknown one is an error.")
            .comment(0, "ppm are parts per million. docs/method.md says what each number does.");
    settings.forEach(
        (key, value) -> {
          yaml.blank();
          yaml.comment(0, MEANING.getOrDefault(key, ""));
          yaml.entry(0, CommentedYaml.scalar(key), key, value, Map.of());
        });
    return yaml.text();
  }
}
