package org.headwaters.core.money;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.SortedSet;

/** What came of converting an amount. */
public sealed interface Conversion {

  /**
   * Done.
   *
   * @param micros of any size
   * @param rateDates the date of each rate that was used, by currency; the base has none
   */
  record Converted(BigInteger micros, SortedMap<String, LocalDate> rateDates)
      implements Conversion {}

  /**
   * Rates are too old.
   *
   * @param rateDates the last date of each currency whose rate is too old
   */
  record Stale(SortedMap<String, LocalDate> rateDates) implements Conversion {}

  /** These currencies have no rate on or before the day. */
  record Unknown(SortedSet<String> currencies) implements Conversion {}

  /**
   * What the rates are given for cannot be told.
   *
   * @param row a rate of a currency that would have to be the base
   */
  record Baseless(ExchangeRates.Rate row) implements Conversion {}
}
