package org.headwaters.core.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.headwaters.core.Golden;
import org.headwaters.core.Method;
import org.headwaters.core.claims.Claim.Status;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.core.source.SourceId;
import org.junit.jupiter.api.Test;

/** What holds for every credit, whatever the claims. */
final class ClaimLawsTest {
  private static final int CASES = 300;
  private static final List<Status> STATUSES = List.of(Status.values());
  private static final String[] SOURCES = {
    "path:x.org/a", "path:x.org/a/b", "path:x.org/a/b/c", "account:x.org/1", "domain:x.org"
  };

  /** A small world of claims, communities and directions, from one seed. */
  private static final class World {
    final Random random;
    final List<Claim> claims = new ArrayList<>();
    final List<CommunityMember> members = new ArrayList<>();
    final ClaimRules rules;

    World(long seed) {
      random = new Random(seed);
      rules =
          new ClaimRules(
              random.nextBoolean() ? Map.of("x.org", random.nextInt(1_000_001)) : Map.of(),
              random.nextBoolean(),
              ClaimResolverTest.LAST);
      for (int i = random.nextInt(7); i > 0; i--) {
        String pattern = SOURCES[random.nextInt(SOURCES.length)];
        Integer ppm = random.nextInt(4) == 0 ? null : (Integer) random.nextInt(600_000);
        Status status = STATUSES.get(random.nextInt(4));
        claims.add(ClaimResolverTest.claim("c" + i, pattern, ppm, status));
      }
      for (int i = random.nextInt(9); i > 0; i--) {
        Integer ppm = random.nextBoolean() ? null : (Integer) random.nextInt(700_000);
        members.add(
            new CommunityMember(
                "h-c" + random.nextInt(4),
                "h-c" + random.nextInt(9),
                random.nextInt(5) > 0,
                ClaimResolverTest.LAST.minusDays(random.nextInt(3)),
                ppm));
      }
    }

    Credit credit() {
      long micros = random.nextLong() >> random.nextInt(63);
      int weight = random.nextInt(1000);
      return new Credit(
          SourceId.parse(SOURCES[random.nextInt(SOURCES.length)]),
          "dataset:d",
          CreditPart.DOCUMENTS,
          micros,
          weight,
          random.nextInt(weight + 1));
    }

    List<Outcome> outcomes(Credit credit) {
      Collections.shuffle(members, random);
      Payees payees = new Payees(latest(), ClaimResolverTest.LAST);
      return new ClaimResolver(ClaimResolverTest.PATTERNS, rules, payees).outcomes(credit, claims);
    }

    /** One row a day and member, as the table's key has it. */
    private List<CommunityMember> latest() {
      Map<String, CommunityMember> rows = new HashMap<>();
      for (CommunityMember row : members) {
        rows.merge(
            row.communityId() + row.holderId() + row.validFrom(),
            row,
            (a, b) -> String.valueOf(a.sharePpm()).compareTo(b.sharePpm() + "") < 0 ? a : b);
      }
      return List.copyOf(rows.values());
    }
  }

  @Test
  void outcomesSumToTheCreditAndHaveItsSign() {
    for (long seed = 0; seed < CASES; seed++) {
      World world = new World(seed);
      Credit credit = world.credit();
      List<Outcome> outcomes = world.outcomes(credit);
      long sum = outcomes.stream().mapToLong(Outcome::amountMicros).reduce(0, Math::addExact);
      assertThat(sum).as("seed %s", seed).isEqualTo(credit.amountMicros());
      int sign = Long.signum(credit.amountMicros());
      assertThat(outcomes)
          .as("seed %s", seed)
          .allMatch(row -> Long.signum(row.amountMicros()) == sign);
    }
  }

  @Test
  void theOutcomesOfFixedWorldsAreThoseOfThisVersion() {
    StringBuilder results = new StringBuilder();
    for (long seed = 0; seed < CASES; seed++) {
      World world = new World(seed);
      for (Outcome outcome : world.outcomes(world.credit())) {
        results.append(seed).append(' ').append(outcome).append('\n');
      }
    }
    Golden.check(Method.CLAIMS, "outcomes", results.toString());
  }

  @Test
  void theOrderOfClaimsDoesNotMatter() {
    for (long seed = 0; seed < CASES; seed++) {
      World world = new World(seed);
      Credit credit = world.credit();
      List<Outcome> outcomes = world.outcomes(credit);
      Collections.shuffle(world.claims, world.random);
      assertThat(world.outcomes(credit)).as("seed %s", seed).isEqualTo(outcomes);
    }
  }

  @Test
  void claimsThatCouldNotMatchDoNotMatter() {
    for (long seed = 0; seed < CASES; seed++) {
      World world = new World(seed);
      Credit credit = world.credit();
      List<Outcome> outcomes = world.outcomes(credit);
      List<String> patterns = ClaimResolverTest.PATTERNS.candidates(credit.source());
      world.claims.removeIf(claim -> !patterns.contains(claim.pattern().text()));
      assertThat(world.outcomes(credit)).as("seed %s", seed).isEqualTo(outcomes);
    }
  }

  @Test
  void splittingAClaimInTwoMovesNobodyElseByMoreThanAMicro() {
    for (long seed = 0; seed < CASES; seed++) {
      World world = new World(seed);
      world.members.clear();
      world.claims.removeIf(claim -> claim.status() != Status.VERIFIED);
      Credit credit = world.credit();
      Map<String, Long> before = byClaim(world.outcomes(credit));
      if (world.claims.isEmpty()) {
        continue;
      }
      Claim whole = world.claims.remove(world.random.nextInt(world.claims.size()));
      int first = world.random.nextInt(whole.ppm() + 1);
      String pattern = whole.pattern().text();
      world.claims.add(ClaimResolverTest.claim(whole.id(), pattern, first, Status.VERIFIED));
      world.claims.add(ClaimResolverTest.claim("z", pattern, whole.ppm() - first, Status.VERIFIED));
      Map<String, Long> after = byClaim(world.outcomes(credit));
      long both = after.getOrDefault(whole.id(), 0L) + after.getOrDefault("z", 0L);
      after.remove("z");
      after.put(whole.id(), both);
      for (String each : keys(before, after)) {
        // One micro a split: of what is clear and refused, and of the domain's part of both.
        assertThat(Math.abs(before.getOrDefault(each, 0L) - after.getOrDefault(each, 0L)))
            .as("seed %s: %s", seed, each)
            .isLessThanOrEqualTo(4);
      }
    }
  }

  /** Asserted is the first part of the split, so that the cuts may fall one micro elsewhere. */
  @Test
  void noAssertionCostsAHolderMoreThanARoundingASplit() {
    for (long seed = 0; seed < CASES; seed++) {
      World world = new World(seed);
      world.members.clear();
      Credit credit = world.credit();
      Map<String, Long> before = byClaim(paid(world.outcomes(credit)));
      for (int i = 0; i < 5; i++) {
        world.claims.add(
            ClaimResolverTest.claim(
                "0-" + i, SOURCES[i], world.random.nextInt(1_000_001), Status.ASSERTED));
      }
      Map<String, Long> after = byClaim(paid(world.outcomes(credit)));
      for (String each : keys(before, after)) {
        // One split each of what is clear and what was refused, and of the domain's part of both.
        assertThat(Math.abs(before.getOrDefault(each, 0L) - after.getOrDefault(each, 0L)))
            .as("seed %s: %s", seed, each)
            .isLessThanOrEqualTo(4);
      }
    }
  }

  private static List<Outcome> paid(List<Outcome> outcomes) {
    return outcomes.stream().filter(row -> row.bucket() == Bucket.PAYABLE).toList();
  }

  private static Map<String, Long> byClaim(List<Outcome> outcomes) {
    Map<String, Long> amounts = new HashMap<>();
    for (Outcome row : outcomes) {
      String key = row.claimId() == null ? row.bucket().key() : row.claimId();
      amounts.merge(key, row.amountMicros(), Long::sum);
    }
    return amounts;
  }

  private static List<String> keys(Map<String, Long> a, Map<String, Long> b) {
    List<String> keys = new ArrayList<>(a.keySet());
    keys.addAll(b.keySet());
    return keys;
  }
}
