package org.headwaters.core.money;

import java.math.BigDecimal;
import java.util.Currency;
import org.headwaters.core.InvalidInput;

/**
 * An exact amount before it becomes micros.
 *
 * @param units of the currency's major unit, with any number of decimals
 * @param currency ISO 4217
 */
public record Money(BigDecimal units, String currency) {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /**
   * Whether another statement of the same amount agrees: they differ by at most half a minor unit
   * of the currency, 0.005 EUR or 0.5 JPY.
   */
  public boolean agreesWith(BigDecimal other) {
    return units.subtract(other).abs().multiply(TWO).compareTo(minorUnit(currency)) <= 0;
  }

  /** Whether this is a currency that money is paid in. */
  public static boolean isCurrency(String code) {
    try {
      return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
    } catch (IllegalArgumentException e) {
      return false; // that is the question
    }
  }

  /** The smallest coin in major units: 0.01 for EUR, 1 for JPY; InvalidInput if unknown. */
  public static BigDecimal minorUnit(String currency) {
    InvalidInput.check(
        isCurrency(currency), "Currency %s is unknown; write an ISO 4217 code.", currency);
    return BigDecimal.ONE.movePointLeft(Currency.getInstance(currency).getDefaultFractionDigits());
  }
}
