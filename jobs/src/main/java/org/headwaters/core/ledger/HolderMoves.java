package org.headwaters.core.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.money.KeyOrder;

/** What the lines of a booking do to those who are owed something. */
public final class HolderMoves {
  private HolderMoves() {}

  /**
   * What a booking does to a holder or fund.
   *
   * @param holderId as {@link Account#holderId}
   * @param openingMicros owed before, over all months; less than 0 where too much was paid
   * @param creditsMicros what was added, 0 or more
   * @param debitsMicros what was taken, 0 or more
   * @param closingMicros owed since
   */
  public record Moved(
      String holderId,
      long openingMicros,
      long creditsMicros,
      long debitsMicros,
      long closingMicros) {}

  /**
   * One for each holder and fund that a line names, in the order of their ids.
   *
   * @param owed before the booking, by account
   */
  public static List<Moved> of(Collection<JournalLine> lines, Map<Account, Long> owed) {
    SortedMap<String, long[]> sides = new TreeMap<>(KeyOrder.UTF8);
    for (JournalLine line : lines) {
      Account account = line.account();
      if (account.kind() == AccountKind.PAYABLE || account.kind() == AccountKind.FUND) {
        long[] each = sides.computeIfAbsent(account.holderId(), id -> new long[2]);
        int side = line.amountMicros() > 0 ? 0 : 1;
        each[side] = Math.addExact(each[side], Math.absExact(line.amountMicros()));
      }
    }
    List<Moved> moved = new ArrayList<>();
    sides.forEach(
        (holder, each) -> {
          long opening = owed.getOrDefault(Account.ofHolder(holder), 0L);
          long added = Math.subtractExact(each[0], each[1]);
          moved.add(new Moved(holder, opening, each[0], each[1], Math.addExact(opening, added)));
        });
    return moved;
  }
}
