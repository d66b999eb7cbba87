package org.headwaters.core.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom a community's money goes to. */
final class PayeesTest {
  private static final LocalDate LAST = ClaimResolverTest.LAST;

  private final List<CommunityMember> members = new ArrayList<>();

  private void member(String community, String holder, @Nullable Integer ppm) {
    member(community, holder, LAST, ppm);
  }

  private void member(String community, String holder, LocalDate from, @Nullable Integer ppm) {
    members.add(new CommunityMember(community, holder, true, from, ppm));
  }

  private List<String> paid(String holder, long micros) {
    return new Payees(members, LAST).pay(holder, micros).stream().map(PayeesTest::text).toList();
  }

  private static String text(Payees.Payment payment) {
    String waits = payment.waits() == null ? "" : payment.waits().key() + " ";
    return waits + payment.holderId() + " " + payment.amountMicros();
  }

  @Test
  void aHolderWithoutMembersKeepsIt() {
    assertThat(paid("ann", 101)).containsExactly("ann 101");
  }

  @Test
  void aCommunityDividesByItsLatestShares() {
    member("k", "ann", LAST.minusDays(9), 900_000);
    member("k", "ann", LAST, 400_000);
    member("k", "ann", LAST.plusDays(1), 1);
    member("k", "bob", LAST, null);
    member("k", "cem", LAST, null);
    member("k", "dan", LAST.minusDays(1), null);
    member("k", "dan", LAST, 0);
    member("k", "eve", LAST.plusDays(1), null);
    assertThat(paid("k", 101)).containsExactly("ann 40", "bob 30", "cem 31");
    assertThat(paid("k", -101)).containsExactly("ann -40", "bob -30", "cem -31");
  }

  @Test
  void aCommunityKeepsWhatNobodyShares() {
    member("k", "ann", 400_000);
    assertThat(paid("k", 101)).containsExactly("ann 40", "k 61");
    member("k", "bob", 600_000);
    member("k", "cem", null);
    assertThat(paid("k", 101)).containsExactly("ann 40", "bob 61");
    members.clear();
    member("k", "ann", 0);
    assertThat(paid("k", 101)).containsExactly("k 101");
  }

  @Test
  void whatIsForACommunityOverTheWholeWaitsWhereverItComesFrom() {
    member("k", "ann", 600_000);
    member("k", "bob", 400_001);
    assertThat(paid("k", 101)).containsExactly("over_shares k 101");
    member("outer", "k", 500_000);
    member("outer", "zoe", null);
    assertThat(paid("outer", 101)).containsExactly("over_shares k 50", "zoe 51");
  }

  @Test
  void whatIsForAMemberWhomNoRowDescribesWaits() {
    members.add(new CommunityMember("k", "gone", false, LAST, 400_000));
    member("k", "zoe", null);
    member("gone", "ann", null);
    assertThat(paid("k", 101)).containsExactly("unknown_holder gone 40", "zoe 61");
  }

  @Test
  void whatReachesACommunityOnTwoWaysIsAddedUpAndDividedOnce() {
    member("k", "left", null);
    member("k", "right", null);
    member("left", "both", null);
    member("right", "both", null);
    member("both", "ann", null);
    member("both", "bob", null);
    // 6 come as 3 and 3; each alone would be cut at 1.
    assertThat(paid("k", 6)).containsExactly("ann 3", "bob 3");
  }

  @Test
  void aChainOfCommunitiesIsFollowedToItsEnd() {
    for (int i = 0; i < 1_000; i++) {
      member("k" + i, "k" + (i + 1), null);
    }
    assertThat(paid("k0", 100)).containsExactly("k1000 100");
  }

  @Test
  void whatComesBackStaysWithTheCommunityItComesBackTo() {
    member("outer", "inner", null);
    member("outer", "zoe", null);
    member("inner", "ann", null);
    member("inner", "outer", null);
    assertThat(paid("outer", 100)).containsExactlyInAnyOrder("zoe 50", "ann 25", "outer 25");
    assertThat(paid("inner", 100)).containsExactlyInAnyOrder("ann 50", "zoe 25", "inner 25");
  }

  @Test
  void whatGoesSidewaysInACircleStaysWhereItComesToAndNamesDoNotMatter() {
    for (String community : List.of("a", "b", "c")) {
      for (String other : List.of("a", "b", "c")) {
        if (!community.equals(other)) {
          member(community, other, null);
        }
      }
    }
    assertThat(paid("a", 100)).containsExactlyInAnyOrder("a 50", "b 25", "c 25");
    assertThat(paid("b", 100)).containsExactlyInAnyOrder("b 50", "a 25", "c 25");
  }

  @Test
  void aCommunityBehindACircleIsDividedAfterTheWholeCircle() {
    member("a", "b", null);
    member("b", "a", 500_000);
    member("b", "z", null);
    member("a", "z", 200_000);
    member("z", "ann", null);
    member("z", "bob", null);
    // b has 800, of which 400 come back to a; z has 200 and 400.
    assertThat(paid("a", 1_000)).containsExactlyInAnyOrder("a 400", "ann 300", "bob 300");
  }

  @Test
  void aPaymentCostsWhatThereAreMemberships() {
    int size = 300;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        if (i != j) {
          member("k" + i, "k" + j, null);
        }
      }
    }
    Payees payees = new Payees(members, LAST);
    long sum = 0;
    for (long micros = 0; micros < 20; micros++) {
      List<Payees.Payment> payments = payees.pay("k0", micros);
      assertThat(payments.size()).isLessThanOrEqualTo(size);
      sum += payments.stream().mapToLong(Payees.Payment::amountMicros).sum();
    }
    assertThat(sum).isEqualTo(190);
  }

  /** The parts sum to the amount, and other names move nobody by more than a micro a split. */
  @Test
  void partsSumAndNamesMoveNothingButRoundings() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      int size = 2 + random.nextInt(6);
      members.clear();
      List<CommunityMember> renamed = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size + 3; j++) {
          if (i != j && random.nextInt(3) == 0) {
            Integer ppm = random.nextBoolean() ? null : (Integer) random.nextInt(200_000);
            boolean known = random.nextInt(9) > 0;
            members.add(new CommunityMember("k" + i, "k" + j, known, LAST, ppm));
            renamed.add(new CommunityMember(name(i), name(j), known, LAST, ppm));
          }
        }
      }
      long micros = random.nextLong() >> random.nextInt(63);
      Map<String, Long> some = amounts(new Payees(members, LAST).pay("k0", micros), seed, micros);
      Map<String, Long> other =
          amounts(new Payees(renamed, LAST).pay(name(0), micros), seed, micros);
      for (int i = 0; i < size + 3; i++) {
        long difference = some.getOrDefault("k" + i, 0L) - other.getOrDefault(name(i), 0L);
        assertThat(Math.abs(difference)).as("seed %s", seed).isLessThanOrEqualTo(2L * size * size);
      }
    }
  }

  private static String name(int i) {
    return "n" + (char) ('z' - i);
  }

  private static Map<String, Long> amounts(List<Payees.Payment> payments, long seed, long micros) {
    Map<String, Long> amounts = new HashMap<>();
    long sum = 0;
    for (Payees.Payment payment : payments) {
      assertThat(Long.signum(payment.amountMicros())).isEqualTo(Long.signum(micros));
      amounts.merge(payment.holderId(), payment.amountMicros(), Math::addExact);
      sum = Math.addExact(sum, payment.amountMicros());
    }
    assertThat(sum).as("seed %s", seed).isEqualTo(micros);
    return amounts;
  }
}
