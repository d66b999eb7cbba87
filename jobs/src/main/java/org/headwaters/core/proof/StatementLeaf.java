package org.headwaters.core.proof;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.Breach;

/**
 * What a booking adds to one holder's account of a month, as a leaf of the booking's tree of that
 * month. Its two sums are what is credited and what is debited, which no node sets off against each
 * other: an amount that somebody owes cannot hide what others are owed.
 *
 * @param previous the booking before it, empty for the first: a booking's own id is not known
 *     before its roots are
 * @param period the month, as {@code 2026-09}
 * @param holderId as the books name the holder; the leaf's key
 * @param nonce what the payee chose, so that nobody else can be shown this leaf; empty for nothing
 * @param micros by class of booking, such as {@code settle}; credits positive, none 0
 */
public record StatementLeaf(
    String previous, String period, String holderId, String nonce, SortedMap<String, Long> micros) {
  /** The tree's name among the roots of a booking. */
  public static final String TABLE = "tree/statements";

  /** Sums of a leaf: credits, debits. */
  public static final int FIGURES = 2;

  /** Of the content. */
  public static final String HOLDER_ID = "holder_id";

  /** Of the content; not there if the payee chose none. */
  public static final String NONCE = "nonce";

  private static final String MICROS = "_micros";

  public StatementLeaf {
    micros = new TreeMap<>(micros);
    Breach.check(
        !micros.isEmpty() && !micros.containsValue(0L),
        "A leaf of %s without amounts: %s.",
        holderId,
        micros);
  }

  /** What the tree of a booking and month belongs to. */
  public static String tree(String previous, String period) {
    return previous + "/" + period;
  }

  /** The content's member for the amount of a class. */
  public static String member(String bookingClass) {
    return bookingClass + MICROS;
  }

  /** The leaf with the lake's salt. */
  public SumLeaf salted(LeafSalts salts) {
    String of = tree(previous, period);
    Map<String, String> content = new TreeMap<>();
    content.put(HOLDER_ID, holderId);
    if (!nonce.isEmpty()) {
      content.put(NONCE, nonce);
    }
    long credits = 0;
    long debits = 0;
    for (Map.Entry<String, Long> each : micros.entrySet()) {
      long amount = each.getValue();
      content.put(member(each.getKey()), Long.toString(amount));
      credits = Math.addExact(credits, Math.max(amount, 0));
      debits = Math.addExact(debits, Math.negateExact(Math.min(amount, 0)));
    }
    return new SumLeaf(
        SumLeaf.Kind.STATEMENTS,
        of,
        salts.salt(SumLeaf.Kind.STATEMENTS, of, holderId),
        content,
        Sums.of(credits, debits));
  }
}
