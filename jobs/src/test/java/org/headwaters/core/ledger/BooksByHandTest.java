package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.headwaters.core.claims.Claim;
import org.headwaters.core.policy.Period;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/books-by-hand.md, line by line: the document says what is booked, the books book it. */
final class BooksByHandTest {
  private static final String A = "domain:a.example";
  private static final String B = "domain:b.example";

  private final Books books = new Books();
  private final ByHand document;

  BooksByHandTest() throws IOException {
    document = ByHand.read("books-by-hand.md");
    assertThat(document.left()).as("steps of the document").isEqualTo(14);
  }

  private void step(String step) {
    document.step(books, step);
  }

  private static Period month(String text) {
    return Period.parse(text);
  }

  private static Books.Money earned(long euros, long fundMicros, Map<String, Long> sources) {
    return new Books.Money("service:chat", "Acme", euros * 1_000_000, fundMicros, sources);
  }

  private void claim(String holder, String source, @Nullable Integer ppm) {
    books.claims.add(Books.claim(holder, source, ppm, Claim.Status.VERIFIED));
  }

  @Test
  void aLateClaimThatIsLostLeavesNothingBehindBeforeExpiryAndAfter() {
    claim("h-ada", A, 600_000);
    books.settle(month("2026-01"), earned(100, 0, Map.of(A, 10_000_000L)));
    step("a1");
    claim("h-ben", A, 400_000);
    step("a2");
    books.claims.remove(1);
    step("a3");
    books.settle(month("2029-01"));
    assertThat(books.book()).as("36 months are not longer than 36 months").isEmpty();
    books.settle(month("2029-02"));
    step("a4");
    claim("h-ben", A, 400_000);
    step("a5");
    books.claims.remove(1);
    step("a6");
  }

  private void received(String id, @Nullable Period period, long cashMicros, long settlesMicros) {
    books.receipts.add(
        new Receipt(id, "Acme", period, LocalDate.of(2026, 4, 15), cashMicros, settlesMicros));
  }

  private static Recipients payable(String... holders) {
    return new Recipients(
        Arrays.stream(holders)
            .map(holder -> new Recipients.Party(holder, null, null, true, 0))
            .toList());
  }

  @Test
  void aMonthThatWasPaidOutAndRefundedIsSetOffAgainstTheNextAndNobodyElsePaysForIt() {
    Recipients recipients = payable("h-ada", Books.COMMONS);
    claim("h-ada", A, null);
    books.settle(month("2026-02"), earned(100, 500_000, Map.of(A, 9_500_000L)));
    step("b1");
    assertThat(books.pay(recipients, 0).transfers()).as("nothing came in").isEmpty();
    received("in-1", month("2026-02"), 10_000_000, 10_000_000);
    step("b2");
    books.pay(recipients, 0);
    step("b3");
    assertThat(books.pay(recipients, 0).transfers()).as("all is paid").isEmpty();
    books.settle(month("2026-02"), earned(50, 250_000, Map.of(A, 4_750_000L)));
    step("b4");
    assertThat(books.pay(recipients, 0).transfers()).as("cash that must go back").isEmpty();
    books.settle(month("2026-03"), earned(100, 500_000, Map.of(A, 9_500_000L)));
    received("in-2", month("2026-03"), 10_000_000, 10_000_000);
    step("b5");
    books.pay(recipients, 0);
    step("b6");
  }

  @Test
  void oneTransferForTwoMonthsInAnotherCurrencyLeavesItsDifferenceInFx() {
    claim("h-ada", A, null);
    books.settle(
        month("2026-01"),
        new Books.Money("service:chat", "Acme", 80_000_000, 0, Map.of(A, 8_000_000L)));
    books.settle(
        month("2026-02"),
        new Books.Money("service:chat", "Acme", 100_000_000, 0, Map.of(A, 10_000_000L)));
    step("c1");
    received("in-1", null, 16_666_667, 18_000_000);
    step("c2");
  }
}
