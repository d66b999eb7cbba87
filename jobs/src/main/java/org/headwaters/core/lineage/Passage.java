package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The way of one sign's money through the graph, in absolute micros: what came to each asset from
 * outside its group, what left by each leaf, and what a closed group kept.
 *
 * @param sign 1 or -1
 * @param inflows by asset
 * @param amounts by leaf
 * @param closed by the smallest asset of a group without an exit
 */
@SuppressWarnings("ArrayRecordComponent") // Filled in place; never compared.
record Passage(
    int sign,
    @Nullable BigInteger[] inflows,
    @Nullable BigInteger[] amounts,
    Map<Integer, BigInteger> closed) {

  Passage(int sign, AssetGraph graph) {
    this(sign, new BigInteger[graph.size()], new BigInteger[graph.leafCount()], new TreeMap<>());
  }

  void receive(int asset, BigInteger micros) {
    BigInteger before = inflows[asset];
    inflows[asset] = before == null ? micros : before.add(micros);
  }

  void leave(int leaf, BigInteger micros) {
    BigInteger before = amounts[leaf];
    amounts[leaf] = before == null ? micros : before.add(micros);
  }

  /** With its sign; 0 where nothing came. */
  BigInteger in(int asset) {
    return signed(inflows[asset]);
  }

  /** With its sign; 0 where nothing left. */
  BigInteger out(int leaf) {
    return signed(amounts[leaf]);
  }

  /** With its sign; 0 where nothing was kept. */
  BigInteger kept(int asset) {
    return signed(closed.get(asset));
  }

  private BigInteger signed(@Nullable BigInteger micros) {
    if (micros == null) {
      return BigInteger.ZERO;
    }
    return sign < 0 ? micros.negate() : micros;
  }
}
