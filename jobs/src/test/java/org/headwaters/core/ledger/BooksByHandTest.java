package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headwaters.core.claims.Claim;
import org.headwaters.core.policy.Period;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** docs/books-by-hand.md, line by line: the document says what is booked, the books book it. */
final class BooksByHandTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("headwaters.home", ".."), "docs/books-by-hand.md");
  private static final String A = "domain:a.example";
  private static final String B = "domain:b.example";

  private final Map<String, List<String>> lines = new HashMap<>();
  private final Map<String, List<String>> balances = new HashMap<>();
  private final Books books = new Books();

  @BeforeEach
  void readTheDocument() throws IOException {
    String step = "";
    for (String line : Files.readAllLines(DOCUMENT)) {
      if (line.startsWith("### ")) {
        step = line.substring(4, line.indexOf('.'));
      } else if (line.startsWith("| 20")) {
        lines.computeIfAbsent(step, each -> new ArrayList<>()).add(line);
      } else if (line.startsWith("| balance | ") && !line.contains("account")) {
        balances.computeIfAbsent(step, each -> new ArrayList<>()).add(line);
      }
    }
    assertThat(lines).as("steps of the document").hasSize(14);
    assertThat(balances).hasSize(5);
  }

  /** Books, and holds what is booked to the step's lines and balances. */
  private void step(String step) {
    assertThat(
            books.book().stream()
                .map(
                    line ->
                        String.format(
                            java.util.Locale.ROOT,
                            "| %s | %s | %s | %d |",
                            line.period(),
                            line.bookingClass().key(),
                            line.account(),
                            line.amountMicros())))
        .as(step)
        .isEqualTo(lines.get(step));
    for (String balance : balances.getOrDefault(step, List.of())) {
      String account = balance.substring(12, balance.indexOf(" | ", 12));
      assertThat(balance)
          .as(step)
          .isEqualTo("| balance | " + account + " | " + books.balance(account) + " |");
    }
    assertThat(books.trialBalance().breaches()).as(step).isEmpty();
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
