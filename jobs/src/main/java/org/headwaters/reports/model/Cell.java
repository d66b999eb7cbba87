package org.headwaters.reports.model;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One value: a text, or a whole number as its decimal text, so that no reader rounds it.
 *
 * @param value null where there is none to tell
 * @param withheld whether there is one that is not told, because it would tell of few persons
 */
public record Cell(@Nullable String value, boolean withheld) {
  private static final Cell NONE = new Cell(null, false);
  private static final Cell WITHHELD = new Cell(null, true);

  /** There is nothing to tell. */
  public static Cell none() {
    return NONE;
  }

  /** There is something that is not told. */
  public static Cell ofFew() {
    return WITHHELD;
  }

  /** A text; nothing where it is null or empty. */
  public static Cell of(@Nullable String text) {
    return text == null || text.isEmpty() ? NONE : new Cell(text, false);
  }

  /** A number. */
  public static Cell of(long number) {
    return new Cell(Long.toString(number), false);
  }

  /** A number of any size. */
  public static Cell of(BigInteger number) {
    return new Cell(number.toString(), false);
  }

  /** A part of a whole in parts per million, rounded down; nothing where the whole is 0. */
  public static Cell ppm(BigInteger part, BigInteger whole) {
    return whole.signum() == 0
        ? NONE
        : of(part.multiply(BigInteger.valueOf(1_000_000)).divideAndRemainder(whole)[0]);
  }

  /** A part of a whole in parts per million, rounded down; nothing where the whole is 0. */
  public static Cell ppm(long part, long whole) {
    return ppm(BigInteger.valueOf(part), BigInteger.valueOf(whole));
  }
}
