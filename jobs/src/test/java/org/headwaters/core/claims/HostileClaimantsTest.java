package org.headwaters.core.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.headwaters.core.claims.Claim.Status;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.core.source.SourceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who wants another's money, and does not get it: docs/method.md 7. */
final class HostileClaimantsTest {
  private static final LocalDate LAST = ClaimResolverTest.LAST;
  private static final String ADA = "account:forum.example/ada";
  private static final String BOOK = "path:forum.example/books/b";
  private static final String FORUM = "domain:forum.example";
  private static final long MICROS = 1_000_003;
  private static final int CASES = 1_000;

  private final List<Claim> claims = new ArrayList<>();
  private Map<String, Integer> cover = Map.of();

  private void claim(String id, String pattern, @Nullable Integer ppm, Status status) {
    claims.add(ClaimResolverTest.claim(id, pattern, ppm, status));
  }

  private List<String> outcomes(String source) {
    return outcomes(source, MICROS, claims).stream().map(ClaimResolverTest::text).toList();
  }

  private List<Outcome> outcomes(String source, long micros, List<Claim> all) {
    Payees payees = new Payees(List.of(), LAST);
    Credit credit =
        new Credit(SourceId.parse(source), "dataset:d", CreditPart.DOCUMENTS, micros, 10, 4);
    return new ClaimResolver(ClaimResolverTest.PATTERNS, new ClaimRules(cover, false, LAST), payees)
        .outcomes(credit, all);
  }

  @Test
  void aPlatformsDomainClaimTakesNothingFromItsUsers() {
    claim("ada", ADA, null, Status.VERIFIED);
    claim("book", BOOK, 400_000, Status.VERIFIED);
    List<String> ada = outcomes(ADA);
    List<String> book = outcomes(BOOK);
    claim("a-platform", FORUM, null, Status.VERIFIED);
    claim("b-platform", FORUM, null, Status.DISPUTED);
    claim("c-platform", FORUM, null, Status.ASSERTED);
    assertThat(outcomes(ADA)).isEqualTo(ada).containsExactly("payable h-ada by ada 1000003");
    assertThat(outcomes(BOOK))
        .isEqualTo(book)
        .containsExactly("payable h-book by book 400001", "unclaimed 600002");
    assertThat(outcomes("account:forum.example/ben"))
        .as("nor what nobody claims yet")
        .containsExactly("unclaimed 1000003");
  }

  @Test
  void aStrangersAssertionOfOnePpmFreezesNothingOfAVerifiedHolder() {
    claim("ada", ADA, null, Status.VERIFIED);
    claim("book", BOOK, 400_000, Status.VERIFIED);
    claim("a-stranger", ADA, 1, Status.ASSERTED);
    claim("b-stranger", BOOK, 1, Status.ASSERTED);
    assertThat(outcomes(ADA)).containsExactly("payable h-ada by ada 1000003");
    assertThat(outcomes(BOOK))
        .as("only what has no owner yet waits")
        .containsExactly("on_hold asserted 1", "payable h-book by book 400001", "unclaimed 600001");
  }

  @Test
  void anAssertedMoreSpecificClaimDisplacesNobody() {
    claim("books", "path:forum.example/books", null, Status.VERIFIED);
    claim("a-stranger", BOOK, null, Status.ASSERTED);
    assertThat(outcomes(BOOK)).containsExactly("payable h-books by books 1000003");
    assertThat(outcomes(BOOK + "/page")).containsExactly("payable h-books by books 1000003");
  }

  @Test
  void aDisputeTakesNoMoreThanTheVerifiedLeave() {
    claim("book", BOOK, 400_000, Status.VERIFIED);
    claim("z-rival", BOOK, null, Status.DISPUTED);
    assertThat(outcomes(BOOK))
        .containsExactly(
            "payable h-book by book 400001", "on_hold disputed h-z-rival by z-rival 600002");
    claim("book-2", BOOK, 600_000, Status.VERIFIED);
    assertThat(outcomes(BOOK))
        .containsExactly("payable h-book-2 by book-2 600001", "payable h-book by book 400002");
  }

  @Test
  void aDisputeOfLessThanTheVerifiedHoldDecidesNothing() {
    claim("book", BOOK, 400_000, Status.VERIFIED);
    claim("a-rival", "path:forum.example/books", null, Status.DISPUTED);
    claim("b-rival", FORUM, null, Status.DISPUTED);
    assertThat(outcomes(BOOK)).containsExactly("payable h-book by book 400001", "unclaimed 600002");
  }

  @Test
  void whatIsMoreSpecificAndInDisputeWaits() {
    // Decision 0009: disputed is a finding of whoever examines claims, not something to be filed.
    claim("books", "path:forum.example/books", null, Status.VERIFIED);
    claim("book", BOOK, 300_000, Status.DISPUTED);
    assertThat(outcomes(BOOK))
        .containsExactly("on_hold disputed h-book by book 300000", "unclaimed 700003");
    assertThat(outcomes("path:forum.example/books/c"))
        .as("and nothing else does")
        .containsExactly("payable h-books by books 1000003");
  }

  @Test
  void anOverClaimHoldsItsOwnSourceAndNoOther() {
    claim("book", BOOK, 600_000, Status.VERIFIED);
    claim("rival", BOOK, 400_001, Status.VERIFIED);
    claim("ada", ADA, null, Status.VERIFIED);
    claim("books", "path:forum.example/books", null, Status.VERIFIED);
    assertThat(outcomes(BOOK)).containsExactly("on_hold over_claim 1000003");
    assertThat(outcomes(ADA)).containsExactly("payable h-ada by ada 1000003");
    assertThat(outcomes("path:forum.example/books/c"))
        .containsExactly("payable h-books by books 1000003");
  }

  @Test
  void aWithdrawnClaimIsNone() {
    claim("books", "path:forum.example/books", null, Status.VERIFIED);
    claim("a-gone", BOOK, null, Status.WITHDRAWN);
    claim("b-gone", "path:forum.example/books", null, Status.WITHDRAWN);
    assertThat(outcomes(BOOK)).containsExactly("payable h-books by books 1000003");
  }

  @Test
  void aRightThatEndedBeforeThePeriodsLastDayDisplacesNobody() {
    claim("books", "path:forum.example/books", null, Status.VERIFIED);
    claims.add(held("past", Status.VERIFIED, null, LAST.minusDays(1)));
    claims.add(held("ends", Status.DISPUTED, null, LAST));
    claims.add(held("next", Status.VERIFIED, LAST.plusDays(1), null));
    assertThat(outcomes(BOOK)).containsExactly("payable h-books by books 1000003");
    claims.add(held("held", Status.VERIFIED, LAST, LAST.plusDays(1)));
    assertThat(outcomes(BOOK)).containsExactly("payable h-held by held 1000003");
  }

  private static Claim held(
      String id, Status status, @Nullable LocalDate from, @Nullable LocalDate to) {
    return ClaimResolverTest.held(id, BOOK, null, status, from, to);
  }

  @Test
  void nobodyTakesAClaimByUsingItsId() {
    claim("c1", BOOK, 400_000, Status.VERIFIED);
    SourceId book = SourceId.parse(BOOK);
    for (Status status : Status.values()) {
      if (status != Status.VERIFIED) {
        String holder = "a-thief-" + status.key();
        claims.add(new Claim(holder, "c1", true, book, 1, status, false, null, null));
      }
    }
    assertThat(outcomes(BOOK))
        .containsExactly(
            "on_hold asserted 1",
            "on_hold disputed a-thief-disputed by c1 1",
            "payable h-c1 by c1 400001",
            "unclaimed 600000");
  }

  @Test
  void aShareMayBeNothingOrAllOfIt() {
    assertThat(ClaimResolverTest.claim("c", ADA, 0, Status.VERIFIED).ppm()).isZero();
    assertThat(ClaimResolverTest.claim("c", ADA, 1_000_000, Status.VERIFIED).ppm())
        .isEqualTo(1_000_000);
    assertThat(new CommunityMember("k", "h", true, LAST, 1_000_000).sharePpm())
        .isEqualTo(1_000_000);
    assertThat(new CommunityMember("k", "h", true, LAST, 0).sharePpm()).isZero();
  }

  /** Whatever strangers file: a verified claim is paid as without them, but for a rounding. */
  @Test
  void noCrowdOfStrangersMovesMoreThanAMicroOfAVerifiedHolder() {
    int paid = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      List<Claim> honest = honest(random);
      String source = PATTERNS.get(random.nextInt(PATTERNS.size()));
      long micros = random.nextLong() >> random.nextInt(63);
      Map<String, Long> alone = payable(outcomes(source, micros, honest));
      List<Claim> all = new ArrayList<>(honest);
      for (int i = random.nextInt(9); i >= 0; i--) {
        all.add(stranger(i, source, random));
      }
      Collections.shuffle(all, random);
      Map<String, Long> after = payable(outcomes(source, micros, all));
      alone.forEach(
          (id, part) ->
              assertThat(after.getOrDefault(id, 0L) - part)
                  .as("%s of %s", id, source)
                  .isBetween(-1L, 1L));
      assertThat(after.keySet()).as("seed %s", seed).allMatch(id -> id.startsWith("m"));
      paid += alone.isEmpty() ? 0 : 1;
    }
    assertThat(paid).isGreaterThan(CASES / 4);
  }

  /** Beside a dispute of the same source the cuts may fall elsewhere, by less than a micro each. */
  @Test
  void noDisputeAtAHoldersOwnLevelCostsMoreThanARounding() {
    int disputes = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      List<Claim> honest = honest(random);
      String source = PATTERNS.get(random.nextInt(PATTERNS.size()));
      long micros = random.nextLong() >> random.nextInt(63);
      Map<String, Long> alone = payable(outcomes(source, micros, honest));
      if (alone.isEmpty()) {
        continue;
      }
      String level = pattern(alone.keySet().iterator().next(), honest);
      List<Claim> all = new ArrayList<>(honest);
      for (int i = random.nextInt(3); i >= 0; i--) {
        all.add(ClaimResolverTest.claim(name(i, random), level, ppm(random), Status.DISPUTED));
      }
      List<Outcome> disputed = outcomes(source, micros, all);
      Map<String, Long> after = payable(disputed);
      alone.forEach(
          (id, part) -> assertThat(after.getOrDefault(id, 0L) - part).as(id).isBetween(-1L, 1L));
      disputes += disputed.stream().anyMatch(row -> row.reason() == HoldReason.DISPUTED) ? 1 : 0;
    }
    assertThat(disputes).isGreaterThan(CASES / 10);
  }

  private static final List<String> PATTERNS =
      List.of(
          ADA, "path:forum.example/books", BOOK, BOOK + "/page", FORUM, "own:model:m", "rater:ab");

  /** Verified claims at some levels, at none of them over the whole. */
  private static List<Claim> honest(Random random) {
    List<Claim> honest = new ArrayList<>();
    for (String pattern : PATTERNS) {
      int left = 1_000_000;
      for (int i = random.nextInt(3); i > 0; i--) {
        int ppm = random.nextInt(4) == 0 ? left : random.nextInt(left + 1);
        left -= ppm;
        honest.add(ClaimResolverTest.claim("m" + honest.size(), pattern, ppm, Status.VERIFIED));
      }
    }
    return honest;
  }

  /** A claim that nobody has verified, or that counts no longer, not yet, or for other sources. */
  private static Claim stranger(int number, String source, Random random) {
    String id = name(number, random);
    String pattern = random.nextBoolean() ? source : PATTERNS.get(random.nextInt(PATTERNS.size()));
    Integer ppm = ppm(random);
    Status any = Status.values()[random.nextInt(4)];
    return switch (random.nextInt(5)) {
      case 0 -> ClaimResolverTest.claim(id, pattern, ppm, Status.ASSERTED);
      case 1 -> ClaimResolverTest.claim(id, pattern, ppm, Status.WITHDRAWN);
      case 2 ->
          ClaimResolverTest.held(id, pattern, ppm, any, null, LAST.minusDays(random.nextInt(40)));
      case 3 ->
          ClaimResolverTest.held(
              id, pattern, ppm, any, LAST.plusDays(1L + random.nextInt(40)), null);
      default -> {
        // The platform of another's account or path; a neighbour whose name begins alike.
        boolean own = source.equals(FORUM);
        String beside = own ? ADA : random.nextBoolean() ? FORUM : source + "x";
        yield ClaimResolverTest.claim(id, beside, ppm, any);
      }
    };
  }

  /** Before all honest claims or after them. */
  private static String name(int number, Random random) {
    return (random.nextBoolean() ? "a" : "z") + number;
  }

  private static @Nullable Integer ppm(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> null;
      case 1 -> 1;
      default -> random.nextInt(1_000_001);
    };
  }

  private static String pattern(String claimId, List<Claim> claims) {
    return claims.stream()
        .filter(claim -> claim.id().equals(claimId))
        .findFirst()
        .orElseThrow()
        .pattern()
        .text();
  }

  private static Map<String, Long> payable(List<Outcome> outcomes) {
    Map<String, Long> paid = new HashMap<>();
    for (Outcome row : outcomes) {
      if (row.bucket() == Bucket.PAYABLE) {
        paid.merge(String.valueOf(row.claimId()), row.amountMicros(), Math::addExact);
      }
    }
    return paid;
  }
}
