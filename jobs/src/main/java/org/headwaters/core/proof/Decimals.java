package org.headwaters.core.proof;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.headwaters.core.InvalidInput;

/** Whole numbers as files of proofs write them: one text a number, without sign or leading zero. */
final class Decimals {
  private static final Pattern NATURAL = Pattern.compile("0|[1-9][0-9]{0,38}");

  private Decimals() {}

  /**
   * A number from 0.
   *
   * @param what names the place in the error
   * @throws InvalidInput for any other text
   */
  static BigInteger natural(String what, String text) {
    InvalidInput.check(
        NATURAL.matcher(text).matches(),
        "%s: '%s' is no whole number as proofs write it, such as 0 or 4711.",
        what,
        text);
    return new BigInteger(text);
  }

  /** As {@link #natural}, below 2⁶³: sizes and places. */
  static long count(String what, String text) {
    BigInteger number = natural(what, text);
    InvalidInput.check(number.bitLength() < Long.SIZE, "%s: %s is beyond 2^63 - 1.", what, number);
    return number.longValueExact();
  }
}
