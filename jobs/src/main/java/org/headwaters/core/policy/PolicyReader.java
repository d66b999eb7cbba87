package org.headwaters.core.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.headwaters.core.UsageError;
import org.headwaters.core.lineage.Stage;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.money.Money;
import org.headwaters.core.policy.Section.Allowed;
import org.headwaters.core.policy.Section.Range;
import org.headwaters.core.source.Host;

/** Reads a policy from its parsed YAML; the documented default of every key stands here. */
final class PolicyReader {
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern NAME =
      Pattern.compile("[^\\p{Cntrl}]*[^\\p{Cntrl}\\s][^\\p{Cntrl}]*");
  private static final Pattern FUND_NAME = Pattern.compile("fund:[^\\p{Cntrl}\\s]+");

  static final Allowed ANY_NAME = new Allowed("a name", text -> NAME.matcher(text).matches());
  static final Allowed ANY_WORD =
      new Allowed("a word of a-z, 0-9 and _", text -> WORD.matcher(text).matches());
  static final Allowed SITE =
      new Allowed(
          "a site in lower case, such as example.org", text -> text.equals(Host.ofName(text)));
  private static final Allowed FUND =
      new Allowed("a fund such as fund:commons", text -> FUND_NAME.matcher(text).matches());
  private static final Allowed CURRENCY =
      new Allowed("an ISO 4217 code such as EUR", Money::isCurrency);
  private static final List<String> STAGE_NAMES =
      Arrays.stream(Stage.values()).map(Stage::key).toList();
  private static final Allowed STAGE =
      new Allowed("one of " + String.join(", ", STAGE_NAMES), STAGE_NAMES::contains);
  private static final Map<String, Map<String, Integer>> STAGES =
      Map.of(
          "service",
          Map.of("serving", 700_000, "retrieval_data", 300_000, "output_attributions", 0),
          "model",
          Map.of(
              "base", 500_000,
              "distillation", 300_000,
              "pretraining_data", 600_000,
              "finetuning_data", 200_000,
              "preference_data", 100_000,
              "retrieval_data", 100_000,
              "output_attributions", 0),
          "dataset",
          Map.of("contents", 1_000_000));
  private static final Map<String, Integer> UNDISCLOSED =
      Map.of("full", 0, "partial", 200_000, "none", 1_000_000, "unstated", 200_000);
  private static final Map<String, Integer> OWN_SHARES =
      Map.of("service", 0, "model", 100_000, "dataset", 100_000);
  private static final Map<String, Integer> LEVIES =
      Map.of("fund:commons", 50_000, "fund:audit", 10_000);
  private static final int RATE_PPM = 100_000;
  private static final int FEEDBACK_PPM = 500_000;
  private static final int HOLD_MONTHS = 36;
  private static final LocalDate VALID_FROM = LocalDate.of(2026, 1, 1);
  private static final long MINIMUM_PAYOUT_MICROS = 1_000_000;

  private PolicyReader() {}

  static Policy read(Map<String, ?> yaml) {
    List<String> problems = new ArrayList<>();
    Section top = new Section("", yaml, problems);
    Policy policy =
        new Policy(
            top.text("policy", "commons-default", ANY_NAME),
            (int) top.whole("version", 1, new Range(1, Integer.MAX_VALUE)),
            validity(top),
            top.text("reporting_currency", "EUR", CURRENCY),
            AttributionReader.read(top.section("attribution")),
            rates(top.section("royalty_rate_ppm")),
            levies(top),
            stages(top.section("stages_ppm")),
            top.ppm("feedback_ppm", FEEDBACK_PPM),
            completed(top.section("undisclosed_ppm"), UNDISCLOSED),
            completed(top.section("own_share_max_ppm"), OWN_SHARES),
            ppms(top.section("domain_claims_cover"), SITE),
            top.choice("consent", Policy.Consent.PAY_AND_FLAG),
            waiting(top.section("unclaimed")),
            waiting(top.section("undisclosed")),
            top.whole(
                "minimum_payout_micros", MINIMUM_PAYOUT_MICROS, new Range(0, Long.MAX_VALUE)));
    top.end();
    UsageError.check(
        problems.isEmpty(),
        "The policy cannot be used; correct %s:%n  - %s",
        problems.size() == 1 ? "this" : "these " + problems.size(),
        String.join(System.lineSeparator() + "  - ", problems));
    return policy;
  }

  private static Validity validity(Section top) {
    LocalDate from = Objects.requireNonNullElse(top.date("valid_from", null), VALID_FROM);
    LocalDate to = top.date("valid_to", null);
    if (to != null && !from.isBefore(to)) {
      top.problem("valid_to", to, "a day after valid_from (" + from + "); it no longer holds then");
    }
    return new Validity(from, to);
  }

  private static Map<RevenueKind, Integer> rates(Section section) {
    Map<RevenueKind, Integer> rates = new EnumMap<>(RevenueKind.class);
    for (RevenueKind kind : RevenueKind.values()) {
      int byDefault = kind == RevenueKind.LICENCE_FEE ? Apportionment.PPM : RATE_PPM;
      rates.put(kind, section.ppm(kind.key(), byDefault));
    }
    section.end();
    return Collections.unmodifiableMap(rates);
  }

  private static SortedMap<String, Integer> levies(Section top) {
    if (!top.has("levies_ppm")) {
      top.section("levies_ppm");
      return sorted(LEVIES);
    }
    SortedMap<String, Integer> levies = ppms(top.section("levies_ppm"), FUND);
    long sum = levies.values().stream().mapToLong(Integer::longValue).sum();
    if (sum > Apportionment.PPM) {
      top.problem("levies_ppm", sum + " in all", "at most " + Apportionment.PPM + " in all");
    }
    return levies;
  }

  private static SortedMap<String, SortedMap<String, Integer>> stages(Section section) {
    SortedMap<String, SortedMap<String, Integer>> stages = new TreeMap<>(KeyOrder.UTF8);
    for (Map.Entry<String, Map<String, Integer>> each : sorted(STAGES).entrySet()) {
      boolean given = section.has(each.getKey());
      SortedMap<String, Integer> ppms = ppms(section.section(each.getKey()), STAGE);
      stages.put(each.getKey(), given ? ppms : sorted(each.getValue()));
    }
    section.end();
    return Collections.unmodifiableSortedMap(stages);
  }

  private static SortedMap<String, Integer> completed(
      Section section, Map<String, Integer> byDefault) {
    SortedMap<String, Integer> ppms = new TreeMap<>(KeyOrder.UTF8);
    sorted(byDefault).forEach((key, ppm) -> ppms.put(key, section.ppm(key, ppm)));
    section.end();
    return Collections.unmodifiableSortedMap(ppms);
  }

  private static Wait waiting(Section section) {
    Wait wait =
        new Wait(
            (int) section.whole("hold_months", HOLD_MONTHS, new Range(0, 1200)),
            section.text("then", "fund:commons", FUND));
    section.end();
    return wait;
  }

  /** A mapping of free keys to ppm. */
  static SortedMap<String, Integer> ppms(Section section, Allowed keys) {
    SortedMap<String, Integer> ppms = new TreeMap<>(KeyOrder.UTF8);
    section.numbers(keys, Range.PPM).forEach((key, ppm) -> ppms.put(key, ppm.intValue()));
    return Collections.unmodifiableSortedMap(ppms);
  }

  static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    SortedMap<String, V> sorted = new TreeMap<>(KeyOrder.UTF8);
    sorted.putAll(map);
    return Collections.unmodifiableSortedMap(sorted);
  }
}
