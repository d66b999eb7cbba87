package org.headwaters.core.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headwaters.core.Breach;
import org.headwaters.core.claims.Claim.Status;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.source.Sites;
import org.headwaters.core.source.SourceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ClaimResolverTest {
  static final LocalDate LAST = LocalDate.of(2026, 9, 30);
  static final ClaimPatterns PATTERNS =
      new ClaimPatterns(
          new Sites(host -> host.substring(host.lastIndexOf('.', host.lastIndexOf('.') - 1) + 1)));
  private static final String LINUS = "path:github.com/torvalds";
  private static final String LINUX = "path:github.com/torvalds/linux";

  private final List<Claim> claims = new ArrayList<>();
  private final List<CommunityMember> members = new ArrayList<>();
  private Map<String, String> directsTo = Map.of();
  private ClaimRules rules = ClaimRules.of(Policy.byDefault(), LAST);

  static Claim claim(String id, String pattern, @Nullable Integer ppm, Status status) {
    SourceId source = SourceId.parse(pattern);
    return new Claim(id, "h-" + id, source, ppm, status, null, null, null);
  }

  private void verified(String id, String pattern, @Nullable Integer ppm) {
    claims.add(claim(id, pattern, ppm, Status.VERIFIED));
  }

  private void asserted(String id, String pattern, @Nullable Integer ppm) {
    claims.add(claim(id, pattern, ppm, Status.ASSERTED));
  }

  private void disputed(String id, String pattern, @Nullable Integer ppm) {
    claims.add(claim(id, pattern, ppm, Status.DISPUTED));
  }

  private List<String> outcomes(String source, long micros) {
    return outcomes(new Credit(SourceId.parse(source), "dataset:d", "documents", micros, 10, 4));
  }

  private List<String> outcomes(Credit credit) {
    ClaimResolver resolver =
        new ClaimResolver(PATTERNS, rules, new Payees(members, directsTo, LAST));
    List<Claim> matching = new ClaimIndex(PATTERNS, claims).matching(credit.source());
    return resolver.outcomes(credit, matching).stream().map(ClaimResolverTest::text).toList();
  }

  static String text(Outcome row) {
    List<String> words = new ArrayList<>(List.of(row.kind().key()));
    if (row.reason() != null) {
      words.add(row.reason().key());
    }
    if (row.holderId() != null) {
      words.add(row.holderId());
    }
    if (row.claimId() != null) {
      words.add("by " + row.claimId());
    }
    words.add(String.valueOf(row.amountMicros()));
    return String.join(" ", words);
  }

  @Test
  void leavesUnclaimedWhatNobodyClaims() {
    assertThat(outcomes(LINUS, 100)).containsExactly("unclaimed 100");
    assertThat(outcomes(LINUS, 0)).isEmpty();
  }

  @Test
  void paysTheVerifiedHolderAndLeavesTheRest() {
    verified("c1", LINUS, 600_000);
    assertThat(outcomes(LINUS, 100)).containsExactly("payable h-c1 by c1 60", "unclaimed 40");
    assertThat(outcomes(LINUS, -101)).containsExactly("payable h-c1 by c1 -60", "unclaimed -41");
  }

  @Test
  void readsNoShareAsAllOfIt() {
    verified("c1", LINUS, null);
    assertThat(outcomes(LINUS, 100)).containsExactly("payable h-c1 by c1 100");
  }

  @Test
  void splitsInClaimOrderByTheOneRule() {
    verified("b", LINUS, 333_333);
    verified("a", LINUS, 333_333);
    verified("c", LINUS, 333_334);
    assertThat(outcomes(LINUS, 100))
        .containsExactly("payable h-a by a 33", "payable h-b by b 33", "payable h-c by c 34");
  }

  @Test
  void isTheWorkedExampleOfThePackage() {
    verified("c1", LINUS, 600_000);
    disputed("c2", LINUS, 300_000);
    assertThat(outcomes(LINUS, 1_000_000))
        .containsExactly(
            "payable h-c1 by c1 600000", "on_hold disputed h-c2 by c2 300000", "unclaimed 100000");
    asserted("c3", LINUS, 1);
    assertThat(outcomes(LINUS, 1_000_000))
        .containsExactly(
            "payable h-c1 by c1 600000",
            "on_hold disputed h-c2 by c2 300000",
            "on_hold asserted 100000");
  }

  @Test
  void matchesPathsBySegments() {
    verified("c1", LINUS, null);
    assertThat(outcomes(LINUX, 9)).containsExactly("payable h-c1 by c1 9");
    assertThat(outcomes(LINUX + "/kernel", 9)).containsExactly("payable h-c1 by c1 9");
    assertThat(outcomes("path:github.com/torvaldsX", 9)).containsExactly("unclaimed 9");
    assertThat(outcomes("path:github.com/linus", 9)).containsExactly("unclaimed 9");
    assertThat(outcomes("domain:github.com", 9)).containsExactly("unclaimed 9");
  }

  @Test
  void letsTheMostSpecificLevelDecide() {
    verified("c1", LINUS, null);
    verified("c2", LINUX, 500_000);
    assertThat(outcomes(LINUX, 10)).containsExactly("payable h-c2 by c2 5", "unclaimed 5");
    assertThat(outcomes(LINUS, 10)).containsExactly("payable h-c1 by c1 10");
    disputed("c3", LINUX + "/kernel", null);
    assertThat(outcomes(LINUX + "/kernel", 10)).containsExactly("on_hold disputed h-c3 by c3 10");
  }

  @Test
  void matchesAccountsRatersAndOwnSharesExactly() {
    verified("a", "account:x.org/1", null);
    verified("r", "rater:ab", null);
    verified("o", "own:model:m/m", null);
    assertThat(outcomes("account:x.org/1", 9)).containsExactly("payable h-a by a 9");
    assertThat(outcomes("account:x.org/11", 9)).containsExactly("unclaimed 9");
    assertThat(outcomes("rater:ab", 9)).containsExactly("payable h-r by r 9");
    assertThat(outcomes("own:model:m/m", 9)).containsExactly("payable h-o by o 9");
    assertThat(outcomes("own:model:m/m/x", 9)).containsExactly("unclaimed 9");
  }

  @Test
  void givesAPlatformItsOwnPagesAndNothingOfItsAccountsByDefault() {
    verified("p", "domain:x.org", null);
    verified("u", "account:x.org/1", null);
    assertThat(outcomes("domain:x.org", 9)).containsExactly("payable h-p by p 9");
    assertThat(outcomes("account:x.org/1", 9)).containsExactly("payable h-u by u 9");
    assertThat(outcomes("account:x.org/2", 9)).containsExactly("unclaimed 9");
    assertThat(outcomes("path:x.org/2", 9)).containsExactly("unclaimed 9");
    asserted("p2", "domain:x.org", null);
    assertThat(outcomes("account:x.org/2", 9))
        .as("a platform's assertion is no assertion to its accounts")
        .containsExactly("unclaimed 9");
  }

  @Test
  void splitsOffWhatThePolicyGrantsAPlatform() {
    rules = ClaimRules.of(Policy.of(Map.of("domain_claims_cover", Map.of("x.org", 250_000))), LAST);
    verified("u", "account:x.org/1", null);
    assertThat(outcomes("account:x.org/1", 100))
        .as("nobody to cover")
        .containsExactly("payable h-u by u 100");
    asserted("q", "domain:x.org", null);
    assertThat(outcomes("account:x.org/1", 100))
        .as("an assertion covers nothing")
        .containsExactly("payable h-u by u 100");
    verified("p", "domain:x.org", 800_000);
    assertThat(outcomes("account:x.org/1", 100))
        .containsExactly("payable h-p by p 20", "on_hold asserted 5", "payable h-u by u 75");
    assertThat(outcomes("path:www.x.org/2", 100))
        .as("a path on a host of the site")
        .containsExactly("payable h-p by p 20", "on_hold asserted 5", "unclaimed 75");
    assertThat(outcomes("account:y.org/1", 100)).containsExactly("unclaimed 100");
    assertThat(outcomes("domain:x.org", 100))
        .containsExactly("payable h-p by p 80", "on_hold asserted 20");
  }

  @Test
  void holdsADisputedCoverAndNoMore() {
    rules = new ClaimRules(Map.of("x.org", 250_000), false, LAST);
    disputed("p", "domain:x.org", null);
    verified("u", "account:x.org/1", null);
    assertThat(outcomes("account:x.org/1", 101))
        .containsExactly("on_hold disputed h-p by p 25", "payable h-u by u 76");
  }

  @Test
  void costsAVerifiedHolderNothingWhenStrangersAssert() {
    verified("c1", LINUS, null);
    List<String> alone = outcomes(LINUS, 1_000_003);
    asserted("c0", LINUS, 1);
    assertThat(outcomes(LINUS, 1_000_003)).as("1 ppm").isEqualTo(alone);
    asserted("c2", LINUX, null);
    assertThat(outcomes(LINUX, 1_000_003)).as("a more specific claim").isEqualTo(alone);
    asserted("c3", LINUS, null);
    assertThat(outcomes(LINUS, 1_000_003)).as("all of it").isEqualTo(alone);
  }

  @Test
  void holdsUnclaimedMoneyForAnAssertionAtAnyLevel() {
    asserted("c1", LINUS, 1);
    assertThat(outcomes(LINUX, 10)).containsExactly("on_hold asserted 10");
    verified("c2", LINUX, 300_000);
    assertThat(outcomes(LINUX, 10)).containsExactly("payable h-c2 by c2 3", "on_hold asserted 7");
  }

  @Test
  void holdsOverClaims() {
    verified("c1", LINUS, 600_000);
    verified("c2", LINUS, 400_001);
    assertThat(outcomes(LINUS, 10)).containsExactly("on_hold over_claim 10");
    asserted("c3", LINUS, null);
    disputed("c4", LINUS, null);
    assertThat(outcomes(LINUS, 10)).containsExactly("on_hold over_claim 10");
  }

  @Test
  void shrinksDisputesToWhatTheVerifiedLeave() {
    disputed("a", LINUS, 300_000);
    verified("b", LINUS, 600_000);
    disputed("c", LINUS, 300_000);
    disputed("d", LINUS, 300_000);
    assertThat(outcomes(LINUS, 100))
        .containsExactly(
            "on_hold disputed h-a by a 30", "payable h-b by b 60", "on_hold disputed h-c by c 10");
    verified("e", LINUS, 400_000);
    assertThat(outcomes(LINUS, 100)).containsExactly("payable h-b by b 60", "payable h-e by e 40");
  }

  @Test
  void passesOverWithdrawnOutdatedAndEmptyClaims() {
    SourceId linus = SourceId.parse(LINUS);
    claims.add(claim("a", LINUS, null, Status.WITHDRAWN));
    claims.add(new Claim("b", "h-b", linus, null, Status.VERIFIED, LAST.plusDays(1), null, null));
    claims.add(new Claim("c", "h-c", linus, null, Status.VERIFIED, null, LAST, null));
    verified("d", LINUS, 0);
    asserted("e", LINUS, 0);
    assertThat(outcomes(LINUS, 10)).containsExactly("unclaimed 10");
    claims.add(
        new Claim("f", "h-f", linus, 100_000, Status.VERIFIED, LAST, LAST.plusDays(1), null));
    assertThat(outcomes(LINUS, 10)).containsExactly("payable h-f by f 1", "unclaimed 9");
  }

  @Test
  void holdsRefusedPagesForTheirOwnerWhereThePolicySaysSo() {
    verified("c1", LINUS, null);
    assertThat(outcomes(LINUS, 101)).containsExactly("payable h-c1 by c1 101");
    rules = ClaimRules.of(Policy.of(Map.of("consent", "hold_for_owner")), LAST);
    assertThat(outcomes(LINUS, 101)).containsExactly("on_hold refused 41", "payable h-c1 by c1 60");
    SourceId linus = SourceId.parse(LINUS);
    assertThat(outcomes(new Credit(linus, "d", "documents", 101, 10, 10)))
        .containsExactly("on_hold refused 101");
    assertThat(outcomes(new Credit(linus, "d", "documents", 101, 10, 0)))
        .containsExactly("payable h-c1 by c1 101");
    assertThat(outcomes(new Credit(linus, "d", "licence_fee", 101, 0, 0)))
        .containsExactly("payable h-c1 by c1 101");
  }

  @Test
  void dividesACommunitysMoneyByItsLatestShares() {
    verified("c1", LINUS, null);
    member("h-c1", "ann", LAST.minusDays(9), 900_000);
    member("h-c1", "ann", LAST, 400_000);
    member("h-c1", "ann", LAST.plusDays(1), 1);
    member("h-c1", "bob", LAST, null);
    member("h-c1", "cem", LAST, null);
    member("h-c1", "dan", LAST.minusDays(1), null);
    member("h-c1", "dan", LAST, 0);
    member("h-c1", "eve", LAST.plusDays(1), null);
    assertThat(outcomes(LINUS, 101))
        .containsExactly("payable ann by c1 40", "payable bob by c1 30", "payable cem by c1 31");
  }

  private void member(String community, String holder, LocalDate from, @Nullable Integer ppm) {
    members.add(new CommunityMember(community, holder, from, ppm));
  }

  @Test
  void leavesWithTheCommunityWhatNobodyShares() {
    verified("c1", LINUS, null);
    member("h-c1", "ann", LAST, 400_000);
    assertThat(outcomes(LINUS, 101))
        .containsExactly("payable ann by c1 40", "payable h-c1 by c1 61");
    member("h-c1", "ann", LAST.plusDays(0), 400_000);
    member("h-c1", "bob", LAST, 600_000);
    member("h-c1", "cem", LAST, null);
    assertThat(outcomes(LINUS, 101))
        .containsExactly("payable ann by c1 40", "payable bob by c1 61");
    members.clear();
    member("h-c1", "ann", LAST, 0);
    assertThat(outcomes(LINUS, 101)).containsExactly("payable h-c1 by c1 101");
  }

  @Test
  void holdsTheMoneyOfACommunityWhoseSharesAreOverTheWhole() {
    verified("c1", LINUS, 500_000);
    member("h-c1", "ann", LAST, 600_000);
    member("h-c1", "bob", LAST, 400_001);
    assertThat(outcomes(LINUS, 101))
        .containsExactly("on_hold over_shares h-c1 by c1 50", "unclaimed 51");
  }

  @Test
  void followsCommunitiesInCommunitiesUntilTheyClose() {
    verified("c1", LINUS, null);
    member("h-c1", "inner", LAST, null);
    member("h-c1", "zoe", LAST, null);
    member("inner", "ann", LAST, null);
    member("inner", "h-c1", LAST, null);
    assertThat(outcomes(LINUS, 100))
        .containsExactly("payable ann by c1 25", "payable h-c1 by c1 25", "payable zoe by c1 50");
  }

  @Test
  void stopsAtTheEighthCommunity() {
    verified("c1", LINUS, null);
    member("h-c1", "k2", LAST, null);
    for (int i = 2; i < 12; i++) {
      member("k" + i, "k" + (i + 1), LAST, null);
    }
    assertThat(outcomes(LINUS, 100)).containsExactly("payable k9 by c1 100");
    member("k9", "k10", LAST, 600_000);
    member("k9", "kx", LAST, 400_001);
    assertThat(outcomes(LINUS, 100)).containsExactly("on_hold over_shares k9 by c1 100");
  }

  @Test
  void givesToWhomAHolderDirectsIt() {
    verified("c1", LINUS, 500_000);
    verified("c2", LINUS, 250_000);
    directsTo = Map.of("h-c1", "ngo", "ngo", "trust");
    assertThat(outcomes(LINUS, 100))
        .containsExactly("payable trust by c1 50", "payable h-c2 by c2 25", "unclaimed 25");
    directsTo = Map.of("h-c1", "ngo", "ngo", "trust", "trust", "ngo", "h-c2", "h-c2");
    assertThat(outcomes(LINUS, 100))
        .containsExactly("payable h-c1 by c1 50", "payable h-c2 by c2 25", "unclaimed 25");
  }

  @Test
  void followsDirectionsToDepthEightAfterCommunities() {
    verified("c1", LINUS, null);
    member("h-c1", "d0", LAST, null);
    Map<String, String> chain = new java.util.HashMap<>();
    for (int i = 0; i < 12; i++) {
      chain.put("d" + i, "d" + (i + 1));
    }
    directsTo = chain;
    assertThat(outcomes(LINUS, 100)).containsExactly("payable d8 by c1 100");
  }

  @Test
  void addsUpWhatReachesOneHolderByOneClaim() {
    verified("c1", LINUS, null);
    member("h-c1", "ann", LAST, null);
    member("h-c1", "bob", LAST, null);
    directsTo = Map.of("ann", "trust", "bob", "trust");
    assertThat(outcomes(LINUS, 101)).containsExactly("payable trust by c1 101");
  }

  @Test
  void namesAllPatternsThatCouldMatch() {
    assertThat(PATTERNS.candidates(SourceId.parse("path:www.x.org/a/b/c")))
        .extracting(each -> each.pattern() + (each.cover() ? " cover" : ""))
        .containsExactly(
            "path:www.x.org/a/b/c", "path:www.x.org/a/b", "path:www.x.org/a", "domain:x.org cover");
    assertThat(PATTERNS.candidates(SourceId.parse("account:x.org/a%2Fb")))
        .extracting(each -> each.pattern() + (each.cover() ? " cover" : ""))
        .containsExactly("account:x.org/a%2Fb", "domain:x.org cover");
    assertThat(PATTERNS.candidates(SourceId.parse("account:acme%2Fset/a"))).hasSize(1);
    assertThat(PATTERNS.candidates(SourceId.parse("domain:x.org"))).hasSize(1);
    assertThat(PATTERNS.candidates(SourceId.parse("rater:a/b"))).hasSize(1);
    assertThat(PATTERNS.candidates(SourceId.NO_SOURCE)).isEmpty();
    assertThat(PATTERNS.matches(SourceId.parse(LINUS), SourceId.parse(LINUX))).isTrue();
    assertThat(PATTERNS.matches(SourceId.parse(LINUX), SourceId.parse(LINUS))).isFalse();
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> outcomes(new Credit(SourceId.NO_SOURCE, "d", "documents", 5, 1, 0)))
        .isInstanceOf(Breach.class)
        .hasMessage("5 micros of d have no source to claim; book them as undisclosed.");
    assertThatThrownBy(() -> new Credit(SourceId.NO_SOURCE, "d", "documents", 5, 1, 2))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("2 of a weight of 1 are refused");
    assertThatThrownBy(() -> new Credit(SourceId.NO_SOURCE, "d", "documents", 5, 1, -1))
        .isInstanceOf(Breach.class);
    verified("c1", LINUS, null);
    verified("c1", LINUS, null);
    assertThatThrownBy(() -> outcomes(LINUS, 5))
        .isInstanceOf(Breach.class)
        .hasMessage("Claim c1 came twice.");
    assertThatThrownBy(() -> claim("c", LINUS, 1_000_001, Status.VERIFIED))
        .hasMessage("Claim c has share_ppm 1000001; give 0 to 1000000, or nothing for all of it.");
    assertThatThrownBy(() -> claim("c", LINUS, -1, Status.VERIFIED))
        .hasMessageContaining("share_ppm -1");
    assertThatThrownBy(() -> claim("c", "undisclosed:no_source", 1, Status.VERIFIED))
        .hasMessageContaining("Claim c is for undisclosed:no_source, which is no one's");
    assertThatThrownBy(() -> new CommunityMember("k", "h", LAST, -1))
        .hasMessageContaining("Member h of k has share_ppm -1");
    assertThatThrownBy(() -> new CommunityMember("k", "h", LAST, 1_000_001))
        .hasMessageContaining("share_ppm 1000001");
    assertThatThrownBy(() -> Status.parse("Verified"))
        .hasMessage(
            "There is no claim status 'Verified'. Use one of verified, asserted, disputed,"
                + " withdrawn.");
    assertThat(Status.parse("disputed")).isEqualTo(Status.DISPUTED);
    assertThatThrownBy(
            () -> new Outcomes().rows(new Credit(SourceId.parse(LINUS), "d", "documents", 5, 1, 0)))
        .isInstanceOf(Breach.class)
        .hasMessage(
            "Outcomes of path:github.com/torvalds from d sum to 0 micros, the credit is 5.");
  }
}
