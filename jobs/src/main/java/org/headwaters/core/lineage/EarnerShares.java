package org.headwaters.core.lineage;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.headwaters.core.Breach;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.Rational;

/**
 * Whose money of one sign is at an asset: exact shares, in order of the earners' ids, that sum to
 * 1. It travels to executors.
 *
 * @param shares one for each earner
 */
public record EarnerShares(List<String> earnerIds, List<Rational> shares) implements Serializable {

  /** Copies; throws {@link Breach} unless there is a share for each earner. */
  public EarnerShares {
    earnerIds = List.copyOf(earnerIds);
    shares = List.copyOf(shares);
    Breach.check(
        earnerIds.size() == shares.size() && !shares.isEmpty(),
        "%s earners have %s shares.",
        earnerIds.size(),
        shares.size());
  }

  /** Of money that one earner alone brought. */
  public static EarnerShares ofOne(String earnerId) {
    return new EarnerShares(List.of(earnerId), List.of(Rational.ONE));
  }

  /** Of weights in key order that do not sum to 0. */
  static EarnerShares of(SortedMap<String, Rational> weights) {
    Rational total = weights.values().stream().reduce(Rational.ZERO, Rational::add);
    List<Rational> shares = new ArrayList<>(weights.size());
    weights.values().forEach(weight -> shares.add(weight.divide(total)));
    return new EarnerShares(List.copyOf(weights.keySet()), shares);
  }

  /** The part of each earner in an amount, in their order; the parts sum to it. */
  public List<BigInteger> parts(BigInteger micros) {
    return Apportionment.splitShares(micros, shares);
  }
}
