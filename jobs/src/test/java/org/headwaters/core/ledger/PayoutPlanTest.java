package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.ledger.PayoutPlan.Held;
import org.headwaters.core.ledger.PayoutPlan.Piece;
import org.headwaters.core.ledger.PayoutPlan.Why;
import org.headwaters.core.ledger.Recipients.Party;
import org.headwaters.core.policy.Period;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is paid, and who not and why. */
final class PayoutPlanTest {
  private static final Period JANUARY = Period.parse("2026-01");
  private static final long CENT = 10_000;
  private static final long MINIMUM = 10_000_000;

  private final List<Party> parties = new ArrayList<>();
  private final SortedMap<Account, Long> owed = new TreeMap<>();
  private final List<Piece> funded = new ArrayList<>();

  private PayoutPlan plan() {
    return PayoutPlan.of(new Recipients(parties), owed, funded, MINIMUM, CENT);
  }

  private void holder(String id, @Nullable String sameAs, @Nullable String directsTo) {
    parties.add(new Party(id, sameAs, directsTo, true, 0));
  }

  private void owes(String holder, int month, long micros, long fundedMicros) {
    Account account = Account.of(AccountKind.PAYABLE, holder);
    owed.merge(account, micros, Math::addExact);
    funded.add(new Piece(account, JANUARY.plusMonths(month), "Acme", fundedMicros));
  }

  private List<String> paid() {
    return plan().transfers().stream()
        .map(transfer -> transfer.payeeId() + " " + transfer.micros())
        .toList();
  }

  @Test
  void nineNinetyNineIsCarriedAndTenIsPaid() {
    holder("ada", null, null);
    holder("ben", null, null);
    owes("ada", 0, 9_999_999, 9_999_999);
    owes("ben", 0, 10_000_000, 10_000_000);
    assertThat(paid()).containsExactly("ben 10000000");
    assertThat(plan().held()).containsExactly(new Held("ada", 9_999_999, Why.BELOW_MINIMUM));
  }

  @Test
  void whatIsPaidIsWholeCentsOldestMonthFirstAndTheRestStaysInTheLatest() {
    holder("ada", null, null);
    owes("ada", 1, 6_007_777, 6_007_777);
    owes("ada", 0, 5_001_111, 5_001_111);
    Account account = Account.of(AccountKind.PAYABLE, "ada");
    assertThat(plan().transfers().get(0).pieces())
        .containsExactly(
            new Piece(account, JANUARY, "Acme", 5_001_111),
            new Piece(account, JANUARY.next(), "Acme", 5_998_889));
  }

  @Test
  void nobodyIsPaidMoreThanIsFundedNorThanIsOwedAfterWhatIsSetOff() {
    holder("ada", null, null);
    owes("ada", 0, 30_000_000, 12_000_000);
    holder("ben", null, null);
    owes("ben", 0, -25_000_000, 0);
    owes("ben", 1, 40_000_000, 40_000_000);
    assertThat(paid()).containsExactly("ada 12000000", "ben 15000000");
    assertThat(plan().held()).containsExactly(new Held("ada", 18_000_000, Why.UNFUNDED));
  }

  @Test
  void thoseWhoAreTheSameAreOneAndWhatIsDirectedGoesWhereItWasSent() {
    holder("ada", null, null);
    holder("ada-2", "ada", null);
    owes("ada", 0, 6_000_000, 6_000_000);
    owes("ada-2", 0, 5_000_000, 5_000_000);
    holder("ben", null, "fund:x");
    owes("ben", 0, 11_000_000, 11_000_000);
    parties.add(new Party("fund:x", null, null, true, 0));
    assertThat(paid()).containsExactly("ada 11000000", "fund:x 11000000");
  }

  @Test
  void circlesContradictionsAndStrangersArePaidNothing() {
    holder("ada", null, "ben");
    holder("ben", null, "ada");
    owes("ada", 0, 11_000_000, 11_000_000);
    holder("cy", null, "ada");
    holder("cy-2", "cy", "di");
    owes("cy", 0, 12_000_000, 12_000_000);
    owes("stranger", 0, 13_000_000, 13_000_000);
    assertThat(paid()).isEmpty();
    assertThat(plan().held()).extracting(Held::why).containsOnly(Why.NO_ACCOUNT).hasSize(3);
  }

  @Test
  void aPayeeMayWantLargerPaymentsThanThePolicyNames() {
    parties.add(new Party("ada", null, null, true, 20_000_000));
    owes("ada", 0, 19_990_000, 19_990_000);
    assertThat(paid()).isEmpty();
  }

  @Test
  void anAccountNumberWithASlipIsNone() {
    assertThat(Iban.read("fr76 3000 6000 0112 3456 7890 189"))
        .contains("FR7630006000011234567890189");
    assertThat(Iban.read("FR76 3000 6000 0112 3456 7890 198")).isEmpty();
    assertThat(Iban.read("demo-account-1")).isEmpty();
  }

  @Test
  void whatCameBackStandsOverWhatArrivedBefore() {
    assertThat(PaymentState.RETURNED.lastWord(PaymentState.SETTLED))
        .isEqualTo(PaymentState.SETTLED.lastWord(PaymentState.RETURNED))
        .isEqualTo(PaymentState.RETURNED);
  }
}
