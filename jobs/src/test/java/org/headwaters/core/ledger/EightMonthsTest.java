package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.claims.Claim;
import org.headwaters.core.claims.Claim.Status;
import org.headwaters.core.claims.CommunityMember;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.policy.RevenueKind;
import org.headwaters.core.source.SourceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/eight-months-by-hand.md, line by line. */
final class EightMonthsTest {
  private static final String A = "domain:a.example";
  private static final String B = "domain:b.example";
  private static final String C = "domain:c.example";
  private static final LocalDate SOLD_ON = LocalDate.of(2026, 3, 16);
  private static final long MINIMUM = 2_500_000;

  private static final List<Policy> POLICIES =
      List.of(
          policy(1, 100_000, 50_000, "2026-01-01", "2026-04-01"),
          policy(2, 200_000, 100_000, "2026-04-01", "2026-05-01"),
          policy(1, 100_000, 50_000, "2026-05-01", "2026-12-01"));

  private static final Recipients RECIPIENTS =
      new Recipients(
          Arrays.asList("h-ada", "h-ben", "h-dee", "h-eve", "h-fay", "h-guild", "h-gus").stream()
              .map(holder -> new Recipients.Party(holder, null, null, true, 0))
              .toList());

  private final Books books = new Books();
  private final ByHand document;

  EightMonthsTest() throws IOException {
    document = ByHand.read("eight-months-by-hand.md");
  }

  private static Policy policy(int version, int ratePpm, int levyPpm, String from, String to) {
    return Policy.of(
        Map.of(
            "version", version,
            "valid_from", from,
            "valid_to", to,
            "royalty_rate_ppm", Map.of("usage", ratePpm),
            "levies_ppm", Map.of(Books.COMMONS, levyPpm)));
  }

  /** What the service earned in a month, by the policy of its last day, down to the sources. */
  private void settle(String month, long euros, int a, int b, int c) {
    Period period = Period.parse(month);
    Policy policy = Policy.on(POLICIES, period.lastDay());
    long gross = euros * 1_000_000;
    long pool = Apportionment.ppmOf(gross, policy.royaltyRatePpm().get(RevenueKind.USAGE));
    int levyPpm = policy.leviesPpm().get(Books.COMMONS);
    long levy = Apportionment.part(pool, 0, levyPpm, Apportionment.PPM);
    List<BigInteger> parts =
        Apportionment.split(
            BigInteger.valueOf(pool - levy),
            List.of(BigInteger.valueOf(a), BigInteger.valueOf(b), BigInteger.valueOf(c)));
    Map<String, Long> sources = new TreeMap<>();
    for (int i = 0; i < parts.size(); i++) {
      sources.put(List.of(A, B, C).get(i), parts.get(i).longValueExact());
    }
    books.settle(period, new Books.Money("service:chat", "Acme", gross, levy, sources));
  }

  private static Claim claim(
      String holder,
      String source,
      Status status,
      @Nullable Integer ppm,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    return new Claim(holder, "1", true, SourceId.parse(source), ppm, status, false, from, to);
  }

  private static Claim claim(String holder, String source, Status status, @Nullable Integer ppm) {
    return claim(holder, source, status, ppm, null, null);
  }

  private static CommunityMember member(String holder, String since, @Nullable Integer ppm) {
    return new CommunityMember("h-guild", holder, true, LocalDate.parse(since), ppm);
  }

  private void deliver(Claim... claims) {
    books.claims.clear();
    books.claims.addAll(List.of(claims));
  }

  private void received(String month, long euros) {
    Period period = Period.parse(month);
    long micros = euros * 1_000_000;
    books.receipts.add(
        new Receipt("in-" + month, "Acme", period, period.next().firstDay(), micros, micros));
  }

  private void step(int step) {
    document.step(books, String.valueOf(step));
  }

  @Test
  void everyLineOfEightMonthsIsWorkedOutByHand() {
    Claim ada = claim("h-ada", A, Status.VERIFIED, 600_000);
    Claim ben = claim("h-ben", B, Status.VERIFIED, null);
    Claim guild = claim("h-guild", C, Status.VERIFIED, null);
    deliver(
        ada,
        claim("h-ben", B, Status.DISPUTED, null),
        claim("h-dee", A, Status.DISPUTED, 400_000),
        guild);
    settle("2026-01", 100, 50, 30, 20);
    step(1);
    deliver(ada, ben, claim("h-dee", A, Status.WITHDRAWN, 400_000), guild);
    books.members.add(member("h-eve", "2026-02-10", null));
    books.members.add(member("h-fay", "2026-02-10", null));
    settle("2026-02", 100, 50, 30, 20);
    step(2);
    received("2026-01", 10);
    received("2026-02", 10);
    step(3);
    books.pay(RECIPIENTS, MINIMUM);
    step(4);
    books.states.put("payment-1", PaymentState.SETTLED);
    books.states.put("payment-3", PaymentState.RETURNED);
    step(5);
    Claim sold = claim("h-ada", A, Status.VERIFIED, 600_000, null, SOLD_ON);
    Claim bought = claim("h-gus", A, Status.VERIFIED, 600_000, SOLD_ON, null);
    deliver(sold, ben, guild, bought);
    settle("2026-03", 100, 50, 30, 20);
    step(6);
    settle("2026-02", 100, 40, 40, 20);
    step(7);
    settle("2026-02", 100, 50, 40, 10);
    step(8);
    settle("2026-04", 100, 50, 40, 10);
    step(9);
    settle("2026-05", 100, 50, 40, 10);
    received("2026-03", 10);
    received("2026-04", 20);
    received("2026-05", 10);
    step(10);
    books.pay(RECIPIENTS, MINIMUM);
    step(11);
    settle("2026-06", -60, 50, 40, 10);
    step(12);
    books.members.add(member("h-fay", "2026-07-15", 0));
    settle("2026-07", 100, 50, 40, 10);
    received("2026-07", 10);
    step(13);
    deliver(sold);
    document.refuses(Lowered.of(books.missing(), Map.of()), "14");
    deliver(sold, ben, guild, bought);
    step(14);
    settle("2026-08", 100, 50, 40, 10);
    received("2026-08", 10);
    step(15);
    books.pay(RECIPIENTS, MINIMUM);
    step(16);
    assertThat(document.left()).as("steps that were not taken").isZero();
    assertThat(books.book()).as("booked once").isEmpty();
  }
}
