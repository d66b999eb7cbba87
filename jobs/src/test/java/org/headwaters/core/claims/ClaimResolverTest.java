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
import org.headwaters.core.settlement.CreditPart;
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
  private ClaimRules rules = ClaimRules.of(Policy.byDefault(), LAST);

  static Claim claim(String id, String pattern, @Nullable Integer ppm, Status status) {
    SourceId source = SourceId.parse(pattern);
    return new Claim("h-" + id, id, true, source, ppm, status, false, null, null);
  }

  /** A claim to a right held from a day on until before another. */
  static Claim held(
      String id,
      String pattern,
      @Nullable Integer ppm,
      Status status,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    SourceId source = SourceId.parse(pattern);
    return new Claim("h-" + id, id, true, source, ppm, status, false, from, to);
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
    return outcomes(
        new Credit(SourceId.parse(source), "dataset:d", CreditPart.DOCUMENTS, micros, 10, 4));
  }

  private List<String> outcomes(Credit credit) {
    ClaimResolver resolver = new ClaimResolver(PATTERNS, rules, new Payees(members, LAST));
    return resolver.outcomes(credit, claims).stream().map(ClaimResolverTest::text).toList();
  }

  static String text(Outcome row) {
    List<String> words = new ArrayList<>(List.of(row.bucket().key()));
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
    asserted("c3", LINUS, 40_000);
    assertThat(outcomes(LINUS, 1_000_000))
        .containsExactly(
            "on_hold asserted 40000",
            "payable h-c1 by c1 600000",
            "on_hold disputed h-c2 by c2 300000",
            "unclaimed 60000");
    asserted("c4", LINUS, null);
    assertThat(outcomes(LINUS, 1_000_000))
        .containsExactly(
            "on_hold asserted 100000",
            "payable h-c1 by c1 600000",
            "on_hold disputed h-c2 by c2 300000");
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
        .containsExactly("on_hold asserted 5", "payable h-p by p 20", "payable h-u by u 75");
    assertThat(outcomes("path:www.x.org/2", 100))
        .as("a path on a host of the site")
        .containsExactly("on_hold asserted 5", "payable h-p by p 20", "unclaimed 75");
    assertThat(outcomes("account:y.org/1", 100)).containsExactly("unclaimed 100");
    assertThat(outcomes("domain:x.org", 100))
        .containsExactly("on_hold asserted 20", "payable h-p by p 80");
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
  void holdsWhatIsAssertedAtTheDecidingLevelOrAMoreGeneralOneAndNoMore() {
    asserted("general", LINUS, 200_000);
    asserted("exact", LINUX, 100_000);
    asserted("special", LINUX + "/kernel", 400_000);
    assertThat(outcomes(LINUX + "/kernel", 10))
        .as("nobody's is verified or disputed: all levels")
        .containsExactly("on_hold asserted 7", "unclaimed 3");
    verified("v", LINUX, 500_000);
    assertThat(outcomes(LINUX + "/kernel", 10))
        .as("the more special one waits for nothing")
        .containsExactly("on_hold asserted 3", "payable h-v by v 5", "unclaimed 2");
    asserted("more", LINUS, null);
    assertThat(outcomes(LINUX, 10)).containsExactly("on_hold asserted 5", "payable h-v by v 5");
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
  void dividesWhatTheVerifiedLeaveAmongDisputesInProportionInWholePpm() {
    disputed("a", LINUS, 300_000);
    verified("b", LINUS, 600_000);
    disputed("c", LINUS, 300_000);
    disputed("d", LINUS, 600_000);
    assertThat(outcomes(LINUS, 100))
        .as("400000 ppm by 1 : 1 : 2")
        .containsExactly(
            "on_hold disputed h-a by a 10",
            "payable h-b by b 60",
            "on_hold disputed h-c by c 10",
            "on_hold disputed h-d by d 20");
    verified("e", LINUS, 399_990);
    // 10 ppm by 300 : 300 : 600 are cut at 2, 5 and 10.
    assertThat(outcomes(LINUS, 1_000_000))
        .containsExactly(
            "on_hold disputed h-a by a 2",
            "payable h-b by b 600000",
            "on_hold disputed h-c by c 3",
            "on_hold disputed h-d by d 5",
            "payable h-e by e 399990");
    verified("f", LINUS, 10);
    assertThat(outcomes(LINUS, 100))
        .containsExactly("payable h-b by b 60", "payable h-e by e 39", "payable h-f by f 1");
  }

  @Test
  void knowsAClaimByItsHolderAndItsId() {
    SourceId linus = SourceId.parse(LINUS);
    for (String holder : List.of("zoe", "ann")) {
      claims.add(new Claim(holder, "c1", true, linus, 500_000, Status.VERIFIED, false, null, null));
    }
    assertThat(outcomes(LINUS, 101))
        .containsExactly("payable ann by c1 50", "payable zoe by c1 51");
  }

  @Test
  void keepsClaimsApartWhoseKeysAreSpelledAlike() {
    SourceId linus = SourceId.parse(LINUS);
    claims.add(new Claim("a/b", "c", true, linus, 400_000, Status.VERIFIED, false, null, null));
    claims.add(new Claim("a", "b/c", true, linus, 600_000, Status.VERIFIED, false, null, null));
    assertThat(outcomes(LINUS, 101)).containsExactly("payable a by b/c 60", "payable a/b by c 41");
  }

  @Test
  void holdsTheMoneyOfAClaimWhoseHolderNoRowDescribes() {
    SourceId linus = SourceId.parse(LINUS);
    claims.add(new Claim("gone", "c1", false, linus, 400_000, Status.VERIFIED, true, null, null));
    disputed("c2", LINUS, 100_000);
    assertThat(outcomes(LINUS, 100))
        .containsExactly(
            "on_hold unknown_holder gone by c1 40",
            "on_hold disputed h-c2 by c2 10",
            "unclaimed 50");
  }

  @Test
  void passesOverWithdrawnOutdatedAndEmptyClaims() {
    claims.add(claim("a", LINUS, null, Status.WITHDRAWN));
    claims.add(held("b", LINUS, null, Status.VERIFIED, LAST.plusDays(1), null));
    claims.add(held("c", LINUS, null, Status.VERIFIED, null, LAST));
    verified("d", LINUS, 0);
    asserted("e", LINUS, 0);
    assertThat(outcomes(LINUS, 10)).containsExactly("unclaimed 10");
    claims.add(held("f", LINUS, 100_000, Status.VERIFIED, LAST, LAST.plusDays(1)));
    assertThat(outcomes(LINUS, 10)).containsExactly("payable h-f by f 1", "unclaimed 9");
  }

  @Test
  void holdsRefusedPagesForTheirOwnerWhereThePolicySaysSo() {
    verified("c1", LINUS, null);
    assertThat(outcomes(LINUS, 101)).containsExactly("payable h-c1 by c1 101");
    rules = ClaimRules.of(Policy.of(Map.of("consent", "hold_for_owner")), LAST);
    assertThat(outcomes(LINUS, 101))
        .containsExactly("payable h-c1 by c1 60", "on_hold refused h-c1 by c1 41");
    SourceId linus = SourceId.parse(LINUS);
    assertThat(outcomes(new Credit(linus, "d", CreditPart.DOCUMENTS, 101, 10, 10)))
        .containsExactly("on_hold refused h-c1 by c1 101");
    assertThat(outcomes(new Credit(linus, "d", CreditPart.DOCUMENTS, 101, 10, 0)))
        .containsExactly("payable h-c1 by c1 101");
    assertThat(outcomes(new Credit(linus, "d", CreditPart.LICENCE_FEE, 101, 0, 0)))
        .containsExactly("payable h-c1 by c1 101");
  }

  @Test
  void paysRefusedMoneyToTheClaimsThatAcceptItAndDividesItByTheSameClaims() {
    rules = ClaimRules.of(Policy.of(Map.of("consent", "hold_for_owner")), LAST);
    SourceId linus = SourceId.parse(LINUS);
    claims.add(new Claim("ann", "c1", true, linus, 250_000, Status.VERIFIED, true, null, null));
    claims.add(new Claim("bob", "c2", true, linus, 250_000, Status.VERIFIED, false, null, null));
    claims.add(new Claim("cem", "c3", true, linus, 100_000, Status.DISPUTED, true, null, null));
    asserted("c4", LINUS, 100_000);
    assertThat(outcomes(new Credit(linus, "d", CreditPart.DOCUMENTS, 1_000, 10, 10)))
        .containsExactlyInAnyOrder(
            "payable ann by c1 250",
            "on_hold refused bob by c2 250",
            "on_hold disputed cem by c3 100",
            "on_hold refused 400");
    assertThat(outcomes(LINUS, 1_000))
        .as("600 clear, 400 refused")
        .containsExactlyInAnyOrder(
            "on_hold asserted 60",
            "payable ann by c1 250",
            "payable bob by c2 150",
            "on_hold refused bob by c2 100",
            "on_hold disputed cem by c3 100",
            "unclaimed 180",
            "on_hold refused 160");
  }

  @Test
  void cutsWhatWasRefusedBeforeWhatGoesByTheDomain() {
    rules = new ClaimRules(Map.of("x.org", 500_000), true, LAST);
    verified("p", "domain:x.org", null);
    verified("u", "account:x.org/1", null);
    SourceId account = SourceId.parse("account:x.org/1");
    // 3 micros: 2 clear, 1 refused; the domain has 1 of 2 and 0 of 1.
    assertThat(outcomes(new Credit(account, "d", CreditPart.DOCUMENTS, 3, 3, 1)))
        .containsExactly("payable h-p by p 1", "payable h-u by u 1", "on_hold refused h-u by u 1");
  }

  @Test
  void paysTheMembersOfACommunityByItsClaim() {
    verified("c1", LINUS, 500_000);
    members.add(new CommunityMember("h-c1", "ann", true, LAST, null));
    members.add(new CommunityMember("h-c1", "gone", false, LAST, null));
    assertThat(outcomes(LINUS, 101))
        .containsExactly(
            "payable ann by c1 25", "on_hold unknown_holder gone by c1 25", "unclaimed 51");
    members.add(new CommunityMember("h-c1", "bob", true, LAST, 1_000_000));
    members.add(new CommunityMember("h-c1", "cem", true, LAST, 1));
    assertThat(outcomes(LINUS, 101))
        .containsExactly("on_hold over_shares h-c1 by c1 50", "unclaimed 51");
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(
            () -> outcomes(new Credit(SourceId.NO_SOURCE, "d", CreditPart.DOCUMENTS, 5, 1, 0)))
        .isInstanceOf(Breach.class)
        .hasMessage("5 micros of d have no source to claim; book them as undisclosed.");
    assertThatThrownBy(() -> new Credit(SourceId.NO_SOURCE, "d", CreditPart.DOCUMENTS, 5, 1, 2))
        .isInstanceOf(Breach.class)
        .hasMessage("A credit of d documents: 2 of a weight of 1 are refused.");
    assertThatThrownBy(() -> new Credit(SourceId.NO_SOURCE, "d", CreditPart.DOCUMENTS, 5, 1, -1))
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
    assertThatThrownBy(() -> new CommunityMember("k", "h", true, LAST, -1))
        .hasMessageContaining("Member h of k has share_ppm -1");
    assertThatThrownBy(() -> new CommunityMember("k", "h", true, LAST, 1_000_001))
        .hasMessageContaining("share_ppm 1000001");
    assertThatThrownBy(() -> Status.parse("Verified"))
        .hasMessage(
            "There is no claim status 'Verified'. Use one of verified, asserted, disputed,"
                + " withdrawn.");
    assertThat(Status.parse("disputed")).isEqualTo(Status.DISPUTED);
  }
}
