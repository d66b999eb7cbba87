package org.headwaters.core.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;

/**
 * How a document's weight divides over those who made it: weight × the policy's ppm of each action,
 * added per actor.
 */
public final class Authors {
  private static final int DECIMALS = 6;

  private Authors() {}

  /**
   * Who did what.
   *
   * @param actor a source id
   * @param weight at most 6 decimals, not negative
   */
  public record Act(String actor, String action, BigDecimal weight) {

    /** InvalidInput if the weight is negative or finer than 6 decimals. */
    public Act {
      InvalidInput.check(
          weight.signum() >= 0 && weight.stripTrailingZeros().scale() <= DECIMALS,
          "Authorship weight of %s is %s; give a number from 0 with at most 6 decimals.",
          actor,
          weight.toPlainString());
    }
  }

  /** A part of a document's weight. */
  public record Part(String source, long weight) {}

  /**
   * Actor → weight in units of 10⁻⁶ ppm, in key order, without those that weigh nothing. Empty: the
   * rows name no author whom the policy counts, so another rule decides.
   */
  public static SortedMap<String, BigInteger> weights(
      List<Act> acts, Map<String, Integer> actionsPpm) {
    SortedMap<String, BigInteger> weights = new TreeMap<>(KeyOrder.UTF8);
    for (Act act : acts) {
      int ppm = actionsPpm.getOrDefault(act.action(), 0);
      BigInteger weight =
          act.weight()
              .movePointRight(DECIMALS)
              .toBigIntegerExact()
              .multiply(BigInteger.valueOf(ppm));
      if (weight.signum() > 0) {
        weights.merge(act.actor(), weight, BigInteger::add);
      }
    }
    return weights;
  }

  /** Splits w by docs/method.md 2 in key order; parts sum to w, those of 0 are left out. */
  public static List<Part> split(long w, SortedMap<String, BigInteger> weights) {
    List<BigInteger> split =
        Apportionment.split(BigInteger.valueOf(w), List.copyOf(weights.values()));
    List<Part> parts = new ArrayList<>(split.size());
    Iterator<String> actors = weights.keySet().iterator();
    for (BigInteger part : split) {
      String actor = actors.next();
      if (part.signum() > 0) {
        parts.add(new Part(actor, part.longValueExact()));
      }
    }
    return parts;
  }
}
