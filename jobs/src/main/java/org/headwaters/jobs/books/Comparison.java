package org.headwaters.jobs.books;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.headwaters.core.answers.Branch;
import org.headwaters.core.lineage.Hop;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.money.Micros;
import org.headwaters.core.money.Rational;
import org.headwaters.jobs.books.Explanation.Credit;
import org.headwaters.jobs.books.Explanation.Earner;

/**
 * What changed between two explained amounts of one holder, source or asset, and why.
 *
 * @param byEarner how much more or less came from each earner: sums to the difference
 * @param causes what differs of what the amounts rest on
 */
public record Comparison(Map<String, BigInteger> byEarner, List<Cause> causes) {

  /** What an amount rests on. */
  public enum Kind {
    REVENUE,
    POLICY,
    LINEAGE,
    WEIGHTS,
    CLAIMS
  }

  /** Something that differs; {@code subject} says of what. Texts, as they are shown. */
  public record Cause(Kind kind, String subject, String before, String after) {}

  /** Copies. */
  public Comparison {
    byEarner = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byEarner));
    causes = List.copyOf(causes);
  }

  /** From the first to the second. */
  public static Comparison of(Explanation before, Explanation after) {
    Map<String, BigInteger> byEarner = new TreeMap<>(KeyOrder.UTF8);
    add(byEarner, after.ways(), 1);
    add(byEarner, before.ways(), -1);
    byEarner.values().removeIf(micros -> micros.signum() == 0);
    List<Cause> causes = new ArrayList<>();
    differ(causes, Kind.REVENUE, revenue(before), revenue(after));
    differ(causes, Kind.POLICY, basis(before, Kind.POLICY), basis(after, Kind.POLICY));
    differ(causes, Kind.LINEAGE, basis(before, Kind.LINEAGE), basis(after, Kind.LINEAGE));
    differ(causes, Kind.LINEAGE, steps(before), steps(after));
    differ(causes, Kind.WEIGHTS, weights(before), weights(after));
    differ(causes, Kind.CLAIMS, basis(before, Kind.CLAIMS), basis(after, Kind.CLAIMS));
    return new Comparison(byEarner, causes);
  }

  private static void add(Map<String, BigInteger> sums, Branch ways, int sign) {
    for (Branch.Way way : ways.leaves()) {
      String earner = way.steps().get(way.steps().size() - 1);
      sums.merge(earner, way.micros().multiply(BigInteger.valueOf(sign)), BigInteger::add);
    }
  }

  private static Map<String, String> revenue(Explanation of) {
    Map<String, String> revenue = new TreeMap<>(KeyOrder.UTF8);
    for (Earner earner : of.earners()) {
      revenue.put(earner.earnerId() + " passes on", Micros.units(earner.onMicros()));
    }
    return revenue;
  }

  private static Map<String, String> basis(Explanation of, Kind kind) {
    String key = kind.name().toLowerCase(java.util.Locale.ROOT);
    return Map.of(key, of.basis().getOrDefault(key, ""));
  }

  private static Map<String, String> steps(Explanation of) {
    Map<String, String> steps = new TreeMap<>(KeyOrder.UTF8);
    for (Hop hop : of.steps()) {
      steps.put(hop.leftId() + " by " + hop.rule(), percent(hop.passed()));
    }
    return steps;
  }

  private static Map<String, String> weights(Explanation of) {
    Map<String, String> weights = new TreeMap<>(KeyOrder.UTF8);
    for (Credit credit : of.credits()) {
      if (credit.weightTotal() > 0) {
        weights.put(
            credit.sourceId() + " in " + credit.originId(),
            credit.weight() + " of " + credit.weightTotal());
      }
    }
    return weights;
  }

  /** A share in per cent, rounded down to four decimals. */
  public static String percent(Rational share) {
    BigInteger scaled =
        share.numerator().multiply(BigInteger.valueOf(1_000_000)).divide(share.denominator());
    return new java.math.BigDecimal(scaled, 4).toPlainString() + " %";
  }

  private static void differ(
      List<Cause> causes, Kind kind, Map<String, String> before, Map<String, String> after) {
    Map<String, String> all = new TreeMap<>(KeyOrder.UTF8);
    all.putAll(before);
    all.putAll(after);
    for (String subject : all.keySet()) {
      String was = before.getOrDefault(subject, "none");
      String is = after.getOrDefault(subject, "none");
      if (!Objects.equals(was, is)) {
        causes.add(new Cause(kind, subject, was, is));
      }
    }
  }
}
