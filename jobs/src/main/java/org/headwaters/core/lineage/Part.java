package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * A part of a split: its key and weight among its siblings, and either where it leads (a leaf) or
 * how it is split again (a branch). Immutable. Parts of weight 0 and branches without parts do not
 * exist: {@link #branch} drops them.
 */
final class Part {
  /** Where a leaf leads. */
  record Target(
      Destination destination,
      @Nullable String parentId,
      @Nullable Reason reason,
      @Nullable Stage stage,
      @Nullable Relation relation,
      @Nullable BigInteger weight) {}

  /** A leaf with its share of the root, as {@code numerator} over the root's denominator. */
  record Leaf(Target target, Trail trail, BigInteger numerator) {}

  /** The way from the root to a part; written out only where somebody reads it. */
  record Trail(@Nullable Trail above, String key) {
    /** The keys below the root's, e.g. {@code rest/known/base}. */
    String path() {
      return above == null || above.above == null ? key : above.path() + "/" + key;
    }
  }

  /**
   * All leaves in depth-first key order; the numerators sum to the denominator, without a common
   * divisor.
   */
  record Leaves(List<Leaf> leaves, BigInteger denominator) {}

  private static final Comparator<Part> BY_KEY =
      Comparator.comparing(part -> part.key, KeyOrder.UTF8);

  private final String key;
  private final BigInteger weight;
  private final @Nullable Target target;
  private final List<Part> parts;

  /** What all weights of the parts have in common. */
  private final BigInteger unit;

  /** The least number that the denominators of all parts divide. */
  private final BigInteger common;

  /** Of the shares of the leaves below. */
  private final BigInteger denominator;

  private Part(String key, BigInteger weight, @Nullable Target target, List<Part> parts) {
    this.key = key;
    this.weight = weight;
    this.target = target;
    this.parts = parts;
    BigInteger total = BigInteger.ZERO;
    BigInteger divisor = BigInteger.ZERO;
    BigInteger multiple = BigInteger.ONE;
    for (Part part : parts) {
      total = total.add(part.weight);
      divisor = divisor.equals(BigInteger.ONE) ? divisor : divisor.gcd(part.weight);
      multiple = leastCommonMultiple(multiple, part.denominator);
    }
    this.unit = divisor;
    this.common = multiple;
    this.denominator = parts.isEmpty() ? BigInteger.ONE : total.divide(divisor).multiply(multiple);
  }

  static Part leaf(String key, BigInteger weight, Target target) {
    return new Part(key, weight, target, List.of());
  }

  static Part branch(String key, BigInteger weight, List<Part> parts) {
    List<Part> present = new ArrayList<>(parts.size());
    for (Part part : parts) {
      if (part.exists()) {
        present.add(part);
      }
    }
    present.sort(BY_KEY);
    return new Part(key, weight, null, present);
  }

  boolean exists() {
    return weight.signum() > 0 && (target != null || !parts.isEmpty());
  }

  /** The leaves below this part, which is taken as the whole. */
  Leaves leaves() {
    List<Leaf> leaves = new ArrayList<>();
    collect(new Trail(null, key), BigInteger.ONE, leaves);
    BigInteger divisor = denominator;
    for (Leaf leaf : leaves) {
      if (divisor.equals(BigInteger.ONE)) {
        return new Leaves(leaves, denominator);
      }
      divisor = divisor.gcd(leaf.numerator);
    }
    BigInteger reduce = divisor;
    leaves.replaceAll(leaf -> new Leaf(leaf.target, leaf.trail, leaf.numerator.divide(reduce)));
    return new Leaves(leaves, denominator.divide(reduce));
  }

  private void collect(Trail trail, BigInteger numerator, List<Leaf> leaves) {
    if (target != null) {
      leaves.add(new Leaf(target, trail, numerator));
    }
    for (Part part : parts) {
      BigInteger share = numerator.multiply(part.weight.divide(unit));
      if (!common.equals(part.denominator)) {
        share = share.multiply(common.divide(part.denominator));
      }
      part.collect(new Trail(trail, part.key), share, leaves);
    }
  }

  private static BigInteger leastCommonMultiple(BigInteger a, BigInteger b) {
    if (b.equals(BigInteger.ONE) || a.equals(b)) {
      return a;
    }
    return a.divide(a.gcd(b)).multiply(b);
  }
}
