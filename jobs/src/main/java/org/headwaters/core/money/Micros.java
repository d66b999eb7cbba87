package org.headwaters.core.money;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Micros as people read them. */
public final class Micros {
  /** One unit of a currency is 10 to this many of them. */
  public static final int DECIMALS = 6;

  private Micros() {}

  /** In the currency's major unit with all six decimals: nothing is rounded away. */
  public static String units(BigInteger micros) {
    return new BigDecimal(micros, DECIMALS).toPlainString();
  }

  /** The same. */
  public static String units(long micros) {
    return BigDecimal.valueOf(micros, DECIMALS).toPlainString();
  }
}
