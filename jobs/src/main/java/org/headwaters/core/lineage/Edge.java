package org.headwaters.core.lineage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Comparator;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.Apportionment;
import org.jspecify.annotations.Nullable;

/**
 * A derivation that is valid on the period's last day: the child's money goes to the parent.
 *
 * @param weight in units of 10⁻²⁰ ({@link #units}), null where none was given
 * @param sharePpm a contract, which needs evidence; null where there is none
 * @param confidencePpm how sure the derivation is; what is doubtful goes to {@code undisclosed}
 * @param validFrom decides between two edges of one child, parent and relation: the later counts
 */
public record Edge(
    String childId,
    String parentId,
    Relation relation,
    @Nullable BigInteger weight,
    @Nullable Integer sharePpm,
    int confidencePpm,
    boolean hasEvidence,
    LocalDate validFrom) {

  /** Decimals of a weight: what tools write of a share in double precision fits with room. */
  public static final int WEIGHT_SCALE = 20;

  /** The later validity last; what follows only makes the choice independent of row order. */
  static final Comparator<Edge> BY_VALIDITY =
      Comparator.comparing(Edge::validFrom)
          .thenComparing(Edge::weight, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Edge::sharePpm, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Edge::confidencePpm)
          .thenComparing(Edge::hasEvidence);

  /** Throws {@link InvalidInput} for a negative weight, or ppm outside 0 to 10⁶. */
  public Edge {
    if (weight != null && weight.signum() < 0) {
      throw new InvalidInput(
          "The weight of %s ← %s is %s; give 0 or more.", childId, parentId, weight);
    }
    if (sharePpm != null && (sharePpm < 0 || sharePpm > Apportionment.PPM)) {
      throw new InvalidInput(
          "The share of %s ← %s is %s ppm; give 0 to 1000000.", childId, parentId, sharePpm);
    }
    InvalidInput.check(
        0 <= confidencePpm && confidencePpm <= Apportionment.PPM,
        "The confidence of %s ← %s is %s ppm; give 0 to 1000000.",
        childId,
        parentId,
        confidencePpm);
  }

  /**
   * A weight as the whole number of units that edges count in.
   *
   * @throws ArithmeticException for more than {@link #WEIGHT_SCALE} decimals
   */
  public static BigInteger units(BigDecimal weight) {
    return weight.setScale(WEIGHT_SCALE).unscaledValue();
  }

  /** Its key among its siblings. */
  String key() {
    return key(parentId, relation);
  }

  static String key(String parentId, Relation relation) {
    return parentId + ":" + relation.key();
  }
}
