package org.headwaters.reports.told;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which rows of a table do not say what of their credit is payable, so that no reader learns what
 * few payees get.
 *
 * <p>Everybody knows each row's credit and what is payable of the whole table. So a row that alone
 * is silent is worked out from the others, and one whose silent neighbours have nothing that waits
 * is too: 5 of 5 and 3 of 3 are known from "8 of 8". Rows are silent until what few payees get
 * could be two amounts, one a tenth above the other. Example, ten payees being enough: of a (credit
 * 100, payable 100, 2 payees) and b (credit 300, payable 0, nobody) both are silent, since together
 * "100 of 400" leaves 0 to 100 for a.
 */
final class FewPayees {
  /**
   * A row.
   *
   * @param creditMicros what everybody may know, 0 or more
   * @param payableMicros the part of it that is owed to holders
   */
  record Row(long creditMicros, long payableMicros, long payees) {
    boolean isFew(long enough) {
      return 0 < payees && payees < enough;
    }

    private long waiting() {
      return Math.subtractExact(creditMicros, payableMicros);
    }
  }

  private static final BigInteger TEN = BigInteger.TEN;
  private static final BigInteger ELEVEN = BigInteger.valueOf(11);

  private final List<Row> rows;
  private final long enough;
  private final Set<Integer> silent = new TreeSet<>();

  private FewPayees(List<Row> rows, long enough) {
    this.rows = List.copyOf(rows);
    this.enough = enough;
  }

  /**
   * The numbers of the rows to be silent; none where every row has enough payees or nobody.
   *
   * @param enough so many payees hide each other; 0: nothing is hidden
   */
  static Set<Integer> silent(List<Row> rows, long enough) {
    return new FewPayees(rows, enough).choose();
  }

  private Set<Integer> choose() {
    List<Integer> few =
        IntStream.range(0, rows.size()).filter(at -> rows.get(at).isFew(enough)).boxed().toList();
    silent.addAll(few);
    // With refunds in it the bounds below do not hold: then no row tells.
    boolean refunds =
        rows.stream()
            .anyMatch(
                row -> row.creditMicros() < 0 || row.payableMicros() < 0 || row.waiting() < 0);
    if (refunds && !few.isEmpty()) {
      IntStream.range(0, rows.size()).forEach(silent::add);
      return silent;
    }
    while (few.stream().anyMatch(this::isNarrow)) {
      Optional<Integer> next = next();
      if (next.isEmpty()) {
        break;
      }
      silent.add(next.get());
    }
    return silent;
  }

  /** The row that hides most: the one of which most waits, then the largest, then the first. */
  private Optional<Integer> next() {
    return IntStream.range(0, rows.size())
        .boxed()
        .filter(at -> !silent.contains(at))
        .max(
            Comparator.comparingLong((Integer at) -> rows.get(at).waiting())
                .thenComparing(at -> rows.get(at).creditMicros())
                .thenComparing(Comparator.reverseOrder()));
  }

  /** Whether what the silent rows have in common leaves too little room for this one. */
  private boolean isNarrow(int at) {
    BigInteger credit = BigInteger.valueOf(rows.get(at).creditMicros());
    BigInteger payable = sum(silent, false);
    BigInteger waiting = sum(silent, true);
    BigInteger others = payable.add(waiting).subtract(credit);
    BigInteger least = credit.subtract(waiting).max(payable.subtract(others)).max(BigInteger.ZERO);
    BigInteger most = credit.min(payable);
    return most.compareTo(least) <= 0 || most.multiply(TEN).compareTo(least.multiply(ELEVEN)) < 0;
  }

  private BigInteger sum(Set<Integer> of, boolean waiting) {
    BigInteger sum = BigInteger.ZERO;
    for (int at : of) {
      Row row = rows.get(at);
      sum = sum.add(BigInteger.valueOf(waiting ? row.waiting() : row.payableMicros()));
    }
    return sum;
  }
}
