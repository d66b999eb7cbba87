package org.headwaters.core.lineage;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The weights of one stage. Where some are not given, each of those is the smallest positive one;
 * where none is positive, each of those is 1.
 */
final class Weights {
  private @Nullable BigInteger smallest;
  private int given;
  private int lacking;

  void add(@Nullable BigInteger weight) {
    if (weight == null) {
      lacking++;
      return;
    }
    given++;
    if (weight.signum() > 0 && (smallest == null || weight.compareTo(smallest) < 0)) {
      smallest = weight;
    }
  }

  BigInteger of(@Nullable BigInteger weight) {
    if (weight != null) {
      return weight;
    }
    return smallest == null ? BigInteger.ONE : smallest;
  }

  /** A lone part without weight lacks nothing: it gets everything either way. */
  boolean incomplete() {
    return lacking > 0 && given + lacking > 1;
  }

  String describe(Stage stage) {
    return lacking + " of " + (given + lacking) + " parts of " + stage.key() + " have no weight";
  }
}
