package org.headwaters.core.ledger;

import java.util.Comparator;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * An account of the books. Its name is {@code kind/subject}, or {@code kind/reason/subject} where
 * money waits for a reason: {@code payable/holder:ada}, {@code on_hold/disputed/dataset:wiki@1}.
 *
 * @param reason why money waits; empty for kinds that have none
 * @param subject the earner, provider, fund, holder, data set, asset or payout
 */
public record Account(AccountKind kind, String reason, String subject)
    implements Comparable<Account> {
  /** The provider of assets that name none. */
  public static final String UNKNOWN_PROVIDER = "unknown";

  /** In place of each payment, where the books are for anybody. */
  public static final Account EVERY_PAYMENT = of(AccountKind.IN_TRANSIT, "every_payment");

  private static final String FUND_ID = "fund:";
  private static final Comparator<Account> ORDER =
      Comparator.comparing((Account account) -> account.kind().key())
          .thenComparing(Account::reason)
          .thenComparing(Account::subject, KeyOrder.UTF8);

  /** InvalidInput for a name that could not be read back. */
  public Account {
    InvalidInput.check(
        !subject.isEmpty() && (kind.hasReason() != reason.isEmpty()) && reason.indexOf('/') < 0,
        "An account %s needs %s and a subject, not '%s' and '%s'.",
        kind.key(),
        kind.hasReason() ? "a reason" : "no reason",
        reason,
        subject);
  }

  /** One of a kind that has no reasons. */
  public static Account of(AccountKind kind, String subject) {
    return new Account(kind, "", subject);
  }

  /** The account of a fund as policies name it, {@code fund:commons}. */
  public static Account fund(String fundId) {
    InvalidInput.check(isFund(fundId), "A fund is named fund:NAME, not '%s'.", fundId);
    return of(AccountKind.FUND, fundId.substring(FUND_ID.length()));
  }

  /** Whether a holder is a fund, as policies name it. */
  public static boolean isFund(String holderId) {
    return holderId.startsWith(FUND_ID);
  }

  /** Where what a holder or fund is owed is, as {@link #holderId} names it. */
  public static Account ofHolder(String holderId) {
    return isFund(holderId) ? fund(holderId) : of(AccountKind.PAYABLE, holderId);
  }

  /** What a provider has to pay in; those of assets that name none have one account. */
  public static Account due(@Nullable String provider) {
    return of(
        AccountKind.DUE, provider == null || provider.isEmpty() ? UNKNOWN_PROVIDER : provider);
  }

  /**
   * Where a credit is: with its holder, or waiting at the data set or asset that it came to.
   *
   * @param holderId of what is payable
   * @param reason of what is on hold or undisclosed
   */
  public static Account credit(
      Bucket bucket, @Nullable String holderId, @Nullable String reason, String originId) {
    return switch (bucket) {
      case PAYABLE -> of(AccountKind.PAYABLE, holderId == null ? "" : holderId);
      case UNCLAIMED -> of(AccountKind.UNCLAIMED, originId);
      case ON_HOLD -> new Account(AccountKind.ON_HOLD, reason == null ? "" : reason, originId);
      case UNDISCLOSED ->
          new Account(AccountKind.UNDISCLOSED, reason == null ? "" : reason, originId);
    };
  }

  /** The holder whose account it is; a fund's is a holder, too. */
  public String holderId() {
    return kind == AccountKind.FUND ? FUND_ID + subject : subject;
  }

  /** Reads {@link #text}; InvalidInput for anything else. */
  public static Account parse(String text) {
    int kindEnd = text.indexOf('/');
    InvalidInput.check(kindEnd > 0, "'%s' is no account; write kind/subject.", text);
    AccountKind kind = AccountKind.of(text.substring(0, kindEnd));
    String rest = text.substring(kindEnd + 1);
    if (!kind.hasReason()) {
      return of(kind, rest);
    }
    int reasonEnd = rest.indexOf('/');
    InvalidInput.check(reasonEnd > 0, "'%s' is no account; write kind/reason/subject.", text);
    return new Account(kind, rest.substring(0, reasonEnd), rest.substring(reasonEnd + 1));
  }

  /** Its name, by which the journal knows it. */
  public String text() {
    return kind.key() + "/" + (reason.isEmpty() ? "" : reason + "/") + subject;
  }

  @Override
  public int compareTo(Account other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
