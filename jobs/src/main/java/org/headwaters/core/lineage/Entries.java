package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.headwaters.core.Breach;
import org.headwaters.core.money.KeyOrder;

/**
 * What enters the asset graph, in micros, by the asset it enters at. What was earned and what was
 * refunded stay apart, so that everybody's part in every amount has one sign.
 *
 * @param positiveMicros all more than 0
 * @param negativeMicros all less than 0
 */
public record Entries(
    SortedMap<String, BigInteger> positiveMicros, SortedMap<String, BigInteger> negativeMicros) {

  /** One amount; 0 enters nothing. */
  public record Entry(String assetId, BigInteger micros) {}

  /** Copies the maps into key order; throws {@link Breach} for an amount of the other sign. */
  public Entries {
    positiveMicros = ofSign(positiveMicros, 1);
    negativeMicros = ofSign(negativeMicros, -1);
  }

  /** Adds amounts per asset and sign. */
  public static Entries of(List<Entry> entries) {
    SortedMap<String, BigInteger> positive = new TreeMap<>(KeyOrder.UTF8);
    SortedMap<String, BigInteger> negative = new TreeMap<>(KeyOrder.UTF8);
    for (Entry entry : entries) {
      if (entry.micros().signum() != 0) {
        (entry.micros().signum() > 0 ? positive : negative)
            .merge(entry.assetId(), entry.micros(), BigInteger::add);
      }
    }
    return new Entries(positive, negative);
  }

  /** Those of one sign, 1 or -1. */
  SortedMap<String, BigInteger> ofSign(int sign) {
    return sign > 0 ? positiveMicros : negativeMicros;
  }

  /** Where anything enters. */
  public Set<String> assetIds() {
    Set<String> ids = new TreeSet<>(KeyOrder.UTF8);
    ids.addAll(positiveMicros.keySet());
    ids.addAll(negativeMicros.keySet());
    return ids;
  }

  /** What was earned less what was refunded, at one asset. */
  public BigInteger net(String assetId) {
    return positiveMicros
        .getOrDefault(assetId, BigInteger.ZERO)
        .add(negativeMicros.getOrDefault(assetId, BigInteger.ZERO));
  }

  private static SortedMap<String, BigInteger> ofSign(Map<String, BigInteger> micros, int sign) {
    SortedMap<String, BigInteger> copy = new TreeMap<>(KeyOrder.UTF8);
    micros.forEach(
        (assetId, amount) -> {
          Breach.check(
              amount.signum() == sign, "%s micros at %s have the wrong sign.", amount, assetId);
          copy.put(assetId, amount);
        });
    return Collections.unmodifiableSortedMap(copy);
  }
}
