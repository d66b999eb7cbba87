package org.headwaters.jobs.books;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Micros as people read them. */
public final class Micros {
  private Micros() {}

  /** In the currency's major unit with all six decimals: nothing is rounded away. */
  public static String units(BigInteger micros) {
    return new BigDecimal(micros, 6).toPlainString();
  }
}
