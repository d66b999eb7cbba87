package org.headwaters.jobs.books;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.headwaters.core.answers.Sensitivity;
import org.headwaters.core.answers.Spread;
import org.headwaters.core.policy.Period;

/**
 * What another policy, or other claims, would make of a booked period. Persons stand in it by their
 * pseudonyms.
 *
 * @param totals every bucket, funds and what is retained: before and after; each side sums to its
 *     gross
 * @param funds the commons and other funds, by name
 * @param providers what each provider's earners retain and its makers are credited with
 * @param sensitivity of the new policy; empty if none was tried
 */
public record WhatIf(
    Period period,
    String currency,
    SortedMap<String, Both> totals,
    SortedMap<String, Both> funds,
    SortedMap<String, Both> providers,
    Movers sources,
    Movers holders,
    List<Sensitivity.Moved> sensitivity) {

  /** Copies the list. */
  public WhatIf {
    sensitivity = List.copyOf(sensitivity);
  }

  /** An amount as it is booked, and as it would be. */
  public record Both(BigInteger before, BigInteger after) {
    /** How much more it would be. */
    public BigInteger change() {
      return after.subtract(before);
    }
  }

  /**
   * Who gains and who loses.
   *
   * @param gaining how many get more
   * @param losing how many get less
   * @param most the largest gains and losses, by id, the largest first
   * @param before how evenly it is spread as booked
   * @param after how evenly it would be
   */
  public record Movers(
      long gaining, long losing, Map<String, Both> most, Spread before, Spread after) {}
}
