package org.headwaters.core.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.money.KeyOrder;

/**
 * What claims as now delivered would take from holders, over all months together. A file that was
 * cut off looks just like claims that were withdrawn.
 */
public final class Lowered {
  /** What a holder is owed of a credit came about by at most so many: four cuts, of either sign. */
  private static final long SPLITS = 8;

  private Lowered() {}

  /**
   * By how many micros the payable of each holder would fall; those of whom it would not, or by
   * roundings alone, are left out.
   *
   * @param lines what would be booked of the class {@link BookingClass#CLAIM}; others do not count
   * @param credits how many credits each holder has a part of: each may lose a micro a split
   */
  public static SortedMap<String, Long> of(
      Collection<JournalLine> lines, Map<String, Long> credits) {
    SortedMap<String, Long> changes = new TreeMap<>(KeyOrder.UTF8);
    for (JournalLine line : lines) {
      if (line.bookingClass() == BookingClass.CLAIM
          && line.account().kind() == AccountKind.PAYABLE) {
        changes.merge(line.account().subject(), line.amountMicros(), Math::addExact);
      }
    }
    changes
        .entrySet()
        .removeIf(
            change ->
                change.getValue()
                    >= -Math.multiplyExact(SPLITS, credits.getOrDefault(change.getKey(), 0L)));
    return changes;
  }
}
