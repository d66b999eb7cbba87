package org.headwaters.core.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days [from, to) on which something holds: a policy, a claim, a derivation. What counts for a
 * period is what holds on its last day.
 *
 * @param to the first day on which it no longer holds; null: for good
 */
public record Validity(LocalDate from, @Nullable LocalDate to) {

  /** Whether it holds on this day. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && (to == null || day.isBefore(to));
  }

  @Override
  public String toString() {
    return "[" + from + ", " + (to == null ? "" : to) + ")";
  }
}
