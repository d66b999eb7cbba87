package org.headwaters.core.ledger;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.headwaters.core.money.Micros;

/**
 * The books in the words of Beancount, a plain-text accounting tool, which adds them up again: one
 * transaction a booking and month. All amounts have six decimals, so that it refuses a single micro
 * too much.
 */
public final class Beancount {
  private static final String HEX = "0123456789ABCDEF";

  private Beancount() {}

  /** Options, and every account opened. */
  public static String head(Collection<Account> accounts, String currency) {
    StringBuilder text = new StringBuilder("option \"title\" \"Headwaters\"\n");
    text.append("option \"operating_currency\" \"").append(currency).append("\"\n\n");
    SortedSet<String> names = new TreeSet<>();
    accounts.forEach(account -> names.add(account(account)));
    for (String name : names) {
      text.append("1970-01-01 open ").append(name).append(' ').append(currency).append('\n');
    }
    return text.toString();
  }

  /** What a booking brought of a month. A debit is positive there, so signs are turned. */
  public static String transaction(
      long seq, LocalDate bookedOn, String period, AccountSums sums, String currency) {
    StringBuilder text = new StringBuilder();
    text.append('\n').append(bookedOn).append(" * \"booking ").append(seq).append("\" \"");
    text.append(period).append("\" ^b-").append(seq).append('\n');
    sums.forEach(
        (account, micros) ->
            text.append("  ")
                .append(account(account))
                .append("  ")
                .append(Micros.units(Math.negateExact(micros)))
                .append(' ')
                .append(currency)
                .append('\n'));
    return text.toString();
  }

  /** Its name there; two accounts never have one. */
  static String account(Account account) {
    String reason = account.reason().isEmpty() ? "" : ":" + part(account.reason());
    return root(account.kind())
        + ":"
        + kind(account.kind())
        + reason
        + ":"
        + part(account.subject());
  }

  private static String root(AccountKind kind) {
    return switch (kind) {
      case REVENUE, DUE, CASH -> "Assets";
      case RETAINED, PASSED_ON, FX -> "Income";
      case FUND, PAYABLE, UNCLAIMED, ON_HOLD, UNDISCLOSED, IN_TRANSIT -> "Liabilities";
    };
  }

  /** {@code on_hold} is {@code OnHold}. */
  private static String kind(AccountKind kind) {
    StringBuilder name = new StringBuilder();
    boolean capital = true;
    for (char each : kind.key().toCharArray()) {
      if (each == '_') {
        capital = true;
      } else {
        String letter = String.valueOf(each);
        name.append(capital ? letter.toUpperCase(Locale.ROOT) : letter);
        capital = false;
      }
    }
    return name.toString();
  }

  /** Letters and digits stand for themselves, every other byte for two digits after a dash. */
  private static String part(String text) {
    StringBuilder part = new StringBuilder("X");
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (each >= 'a' && each <= 'z')
              || (each >= 'A' && each <= 'Z')
              || (each >= '0' && each <= '9');
      if (plain) {
        part.append((char) each);
      } else {
        part.append('-').append(HEX.charAt((each >> 4) & 0xF)).append(HEX.charAt(each & 0xF));
      }
    }
    return part.toString();
  }
}
