package org.headwaters.core.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.claims.ClaimPatterns;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.ledger.Sealing;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.ContributionLeaf;
import org.headwaters.core.proof.History;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.SigningKey;
import org.headwaters.core.source.Sites;
import org.junit.jupiter.api.Test;

/**
 * Files that prove statements, by an operator who has the key and lies: whatever is booked and
 * sealed, somebody who has one file and a copy of the history sees it, and where.
 */
final class StatementCheckTest {
  private static final SigningKey KEY = ProvedWorld.KEY;

  /** Every name's last two labels are its site. */
  private static final ClaimPatterns PATTERNS =
      new ClaimPatterns(new Sites(host -> host.indexOf('.') < 0 ? "" : host));

  private static StatementCheck.Reader reader(History history, Optional<String> nonce) {
    return new StatementCheck.Reader(
        KEY.key(), history, PATTERNS, StatementCheckTest::policy, nonce);
  }

  /** The policies that there are here, by their texts. */
  private static Policy policy(String text) {
    for (Policy policy : List.of(ProvedWorld.POLICY, dearer())) {
      if (policy.canonical().equals(text)) {
        return policy;
      }
    }
    throw new InvalidInput("The text is no policy.");
  }

  private static Policy dearer() {
    Map<String, Object> settings = new TreeMap<>(ProvedWorld.POLICY.settings());
    settings.put("feedback_ppm", 400_000);
    return Policy.of(settings);
  }

  static Checks checked(StatementProof file, Sealing sealing) {
    Checks checks = new Checks();
    StatementCheck.of(checks, file, reader(ProvedWorld.history(sealing), Optional.empty()));
    return checks;
  }

  private static List<String> failed(Checks checks) {
    return checks.lines().stream()
        .filter(line -> line.outcome() == Checks.Outcome.FAILS)
        .map(line -> line.check() + ": " + line.said())
        .toList();
  }

  /** What a holder sees whose operator booked and sealed this world, and nothing else. */
  private static List<String> failed(ProvedWorld world, String holder) {
    Sealing sealing = ProvedWorld.sealed(world.booking());
    return failed(checked(world.file(holder, sealing), sealing));
  }

  @Test
  void theTruthHoldsForEverybodyAndWhatNoFileShowsIsTold() {
    ProvedWorld world = new ProvedWorld();
    Sealing sealing = ProvedWorld.sealed(world.booking());
    for (String holder : List.of(ProvedWorld.ADA, ProvedWorld.BEN, ProvedWorld.CY)) {
      StatementProof file = world.file(holder, sealing);
      StatementProof read = StatementProof.parse("file", file.bytes());
      assertThat(read.bytes()).isEqualTo(file.bytes());
      Checks checks = checked(read, sealing);
      assertThat(failed(checks)).as(holder).isEmpty();
      assertThat(checks.failures()).isZero();
      assertThat(checks.lines())
          .filteredOn(line -> line.outcome() == Checks.Outcome.HOLDS)
          .extracting(Checks.Line::check)
          .contains(
              "signature",
              "bookings",
              "latest",
              "account",
              "policy",
              "flows",
              "claims",
              "lines",
              "sum");
      assertThat(checks.lines())
          .filteredOn(line -> line.outcome() == Checks.Outcome.NOT_SHOWN)
          .extracting(Checks.Line::check)
          .containsExactly(
              "nobody else", "claims", "revenue", "others", "payments", "other copies", "time");
    }
    assertThat(checked(world.file(ProvedWorld.ADA), sealing).lines())
        .extracting(Checks.Line::said)
        .contains(
            "domain:b.example: asserted by holder:stranger, 1000000 ppm, filed on an unknown day",
            "the lines add up to the 179999 micros that were booked");
  }

  @Test
  void moneyThatIsMovedBetweenTwoHoldersIsSeenByBoth() {
    ProvedWorld account = new ProvedWorld();
    account.settled(ProvedWorld.ADA, 179_999 - 5_000_000);
    account.settled(ProvedWorld.BEN, 89_999 + 5_000_000);
    for (String holder : List.of(ProvedWorld.ADA, ProvedWorld.BEN)) {
      assertThat(failed(account, holder))
          .singleElement()
          .asString()
          .startsWith("lines: domain:b.example, dataset:wiki@1, documents: weight and claims make");
    }
    account.said.put(ProvedWorld.ADA, 179_999L);
    assertThat(failed(account, ProvedWorld.ADA))
        .containsExactly(
            "sum: The lines add up to 179999 micros, but -4820001 were booked for holder:ada.");
  }

  @Test
  void aContributionThatIsDroppedAddedOrWeighedAnewChangesWhatOthersLinesMake() {
    List<ContributionLeaf> others =
        List.of(
            new ContributionLeaf("c1", "documents", "domain:a.example", 2, 300, 300, 0),
            new ContributionLeaf("c1", "documents", "domain:0.example", 2, 300, 300, 0));
    for (int attack = 0; attack < 3; attack++) {
      ProvedWorld world = new ProvedWorld();
      if (attack < 2) {
        world.weights.remove(0);
      }
      if (attack > 0) {
        world.weights.add(others.get(attack - 1));
      }
      assertThat(failed(world, ProvedWorld.ADA))
          .as("attack %s", attack)
          .singleElement()
          .asString()
          .startsWith("lines: domain:b.example, dataset:wiki@1, documents: weight and claims make");
    }
  }

  @Test
  void theWeightsOfOneNameHaveOneRootInAllMonths() {
    ProvedWorld first = new ProvedWorld();
    ProvedWorld second = new ProvedWorld();
    second.weights.add(new ContributionLeaf("c1", "documents", "domain:zz.example", 1, 1, 1, 0));
    second.previous = first.booking().bookingId();
    second.seq = 2;
    Checks checks = new Checks();
    ComparedStatements.of(
        checks, List.of(first.file(ProvedWorld.ADA), second.file(ProvedWorld.BEN)));
    assertThat(failed(checks))
        .containsExactly(
            "weights: The weights c1/documents have two roots, in the bookings 1 and 2: two truths"
                + " were sealed.");
  }

  @Test
  void anotherShareOrACompetingClaimThatIsHiddenDoesNotMakeTheAmount() {
    ProvedWorld share = new ProvedWorld();
    share.claims.get(0).put("share_ppm", 500_000);
    assertThat(failed(share, ProvedWorld.ADA)).singleElement().asString().startsWith("lines: ");

    ProvedWorld competing = new ProvedWorld();
    competing.claim("holder:fake", "1", ProvedWorld.SOURCE, 100_000, "disputed");
    StatementProof file = competing.file(ProvedWorld.BEN);
    List<LeafProof> without =
        file.claims().stream()
            .filter(claim -> !claim.said("holder_id").equals("holder:fake"))
            .toList();
    Sealing sealing = ProvedWorld.sealed(competing.booking());
    assertThat(failed(checked(with(file, without), sealing)))
        .containsExactly("claims: domain:b.example: 3 claims are shown, but 4 were booked.");
    assertThat(failed(checked(with(file, List.of()), sealing)))
        .singleElement()
        .asString()
        .startsWith("lines: ");
  }

  private static StatementProof with(StatementProof file, List<LeafProof> claims) {
    return new StatementProof(
        file.holderId(),
        file.period(),
        file.checkpoint(),
        file.policy(),
        file.bookings(),
        file.origins(),
        claims,
        file.members(),
        file.lines());
  }

  @Test
  void aSwappedPolicyIsRefusedWhicheverIsShown() {
    ProvedWorld world = new ProvedWorld();
    Sealing sealing = ProvedWorld.sealed(world.booking());
    world.policy = dearer();
    StatementProof swapped = world.file(ProvedWorld.ADA, sealing);
    StatementProof honest = new ProvedWorld().file(ProvedWorld.ADA, sealing);
    StatementProof text =
        new StatementProof(
            honest.holderId(),
            honest.period(),
            honest.checkpoint(),
            swapped.policy(),
            honest.bookings(),
            honest.origins(),
            honest.claims(),
            honest.members(),
            honest.lines());
    assertThat(failed(checked(text, sealing)))
        .singleElement()
        .asString()
        .startsWith("policy: Booking 1 is by the policy [commons-default 1 ");
    assertThat(failed(checked(swapped, sealing)))
        .singleElement()
        .asString()
        .startsWith("bookings: Proof of leaf 0 of 1");
  }

  @Test
  void aBookingThatWasNeverSealedAndOneOfAnotherHistoryProveNothing() {
    ProvedWorld world = new ProvedWorld();
    ProvedWorld other = new ProvedWorld();
    other.settled(ProvedWorld.CY, 1);
    Sealing sealed = ProvedWorld.sealed(world.booking());
    assertThat(failed(checked(other.file(ProvedWorld.ADA, sealed), sealed)))
        .singleElement()
        .asString()
        .startsWith("bookings: Proof of leaf 0 of 1: it leads to the root ");
    assertThat(failed(checked(other.file(ProvedWorld.ADA), sealed)))
        .singleElement()
        .asString()
        .endsWith("two histories were signed. Keep both, they prove it.");
  }

  @Test
  void aStatementThatIsLeftOutOrNettedIsMissedByItsHolder() {
    ProvedWorld world = new ProvedWorld();
    world.leaves.removeIf(leaf -> leaf.holderId().equals(ProvedWorld.ADA));
    assertThat(failed(world, ProvedWorld.ADA))
        .containsExactly(
            "sum: The lines add up to 179999 micros, but 0 were booked for holder:ada.");
  }

  @Test
  void aSecondLeafOfAHolderIsFoundByHoldersWhoCompare() {
    ProvedWorld world = new ProvedWorld();
    world.leaves.add(world.leaf(ProvedWorld.ADA, "hidden", -5_000_000));
    Checks checks = new Checks();
    ComparedStatements.of(
        checks,
        List.of(
            world.file(ProvedWorld.ADA), world.file(ProvedWorld.BEN), world.file(ProvedWorld.CY)));
    assertThat(failed(checks)).isEmpty();
    assertThat(checks.lines())
        .filteredOn(line -> line.outcome() == Checks.Outcome.NOT_SHOWN)
        .singleElement()
        .satisfies(line -> assertThat(line.said()).startsWith("whose 1 more of the 4 leaves"));

    Checks honest = new Checks();
    ProvedWorld truth = new ProvedWorld();
    ComparedStatements.of(
        honest,
        List.of(
            truth.file(ProvedWorld.ADA), truth.file(ProvedWorld.BEN), truth.file(ProvedWorld.CY)));
    assertThat(honest.lines())
        .extracting(Checks.Line::said)
        .contains("booking 1 of 2026-09: the files are all 3, credits and debits [769995, 0]");
  }

  @Test
  void oneLeafForTwoHoldersLacksTheNonceOfOneAndIsSeenWhenTheyCompare() {
    ProvedWorld world = new ProvedWorld();
    world.leaves.removeIf(leaf -> leaf.holderId().equals(ProvedWorld.ADA));
    world.leaves.add(world.leaf(ProvedWorld.ADA, "blue bicycle", 179_999));
    Sealing sealing = ProvedWorld.sealed(world.booking());
    StatementProof file = world.file(ProvedWorld.ADA, sealing);
    for (String nonce : List.of("blue bicycle", "red tricycle")) {
      Checks checks = new Checks();
      StatementCheck.of(checks, file, reader(ProvedWorld.history(sealing), Optional.of(nonce)));
      assertThat(failed(checks))
          .as(nonce)
          .hasSize(nonce.startsWith("blue") ? 0 : 1)
          .allMatch(line -> line.startsWith("nonce: Booking 1: the leaf holds 'blue bicycle'"));
    }
    Checks compared = new Checks();
    ComparedStatements.of(compared, List.of(file, file));
    assertThat(failed(compared)).singleElement().asString().contains("leaf 0 was shown twice");
  }

  @Test
  void aLeafOfAnotherBookingIsOfNoUseHere() {
    ProvedWorld world = new ProvedWorld();
    world.leaves.clear();
    world.previous = "0".repeat(64);
    world.settled(ProvedWorld.ADA, 179_999);
    world.previous = "";
    assertThat(failed(world, ProvedWorld.ADA))
        .containsExactly(
            "account: The leaf is of the tree statements of '"
                + "0".repeat(64)
                + "/2026-09', not of statements of '/2026-09'.");
  }

  @Test
  void anOlderCheckpointIsToldAndASupersededStatementIsRefused() {
    ProvedWorld world = new ProvedWorld();
    Sealing old = ProvedWorld.sealed(world.booking());
    Booking close = later(world, Booking.CLOSE);
    Sealing grown = ProvedWorld.sealed(world.booking(), close);
    StatementProof file = world.file(ProvedWorld.ADA, old);
    Checks checks = checked(file, grown);
    assertThat(failed(checks)).isEmpty();
    assertThat(checks.lines())
        .extracting(Checks.Line::said)
        .contains(
            "the file's checkpoint of 1 entries is signed, and is the beginning of your copy of the"
                + " history, which has 1 more since",
            "that the bookings [2] of 2026-09 leave this account as it is: the file shows nothing"
                + " of them");
    assertThat(failed(checked(world.file(ProvedWorld.ADA, grown), old)))
        .containsExactly(
            "signature: The file is of a history of 2 entries, your copy has 1: get a newer copy.");
    Sealing again = ProvedWorld.sealed(world.booking(), later(world, Booking.SETTLE));
    assertThat(failed(checked(file, again)))
        .containsExactly(
            "latest: Booking 2 divides 2026-09 anew, and takes the place of booking 1, whose"
                + " statement this is. Ask for the statement as it is now.");
  }

  private static Booking later(ProvedWorld world, String kind) {
    Booking before = world.booking();
    return new Booking(
        2,
        before.bookingId(),
        kind,
        before.periods(),
        before.runIds(),
        before.policies(),
        before.methodVersions(),
        "",
        List.of(),
        before.tablesRoot(),
        new PeriodTotals(0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void aKeyThatChangedWithoutAnEntrySignsNothing() {
    ProvedWorld world = new ProvedWorld();
    byte[] other = new byte[32];
    other[0] = 1;
    Sealing stolen =
        Sealing.of(
            List.of(),
            List.of(world.booking()),
            new SigningKey("sample.example/money", NoteKey.Use.NOTE, other),
            null);
    assertThat(failed(checked(world.file(ProvedWorld.ADA, stolen), stolen)))
        .singleElement()
        .asString()
        .startsWith("signature: ");
  }

  @Test
  void whatStandsTwiceIsRefused() {
    StatementProof file = new ProvedWorld().file(ProvedWorld.ADA);
    Sealing sealing = ProvedWorld.sealed(new ProvedWorld().booking());
    List<LineProof> lines = List.of(file.lines().get(0), file.lines().get(0));
    StatementProof twice =
        new StatementProof(
            file.holderId(),
            file.period(),
            file.checkpoint(),
            file.policy(),
            List.of(file.bookings().get(0), file.bookings().get(0)),
            file.origins(),
            file.claims(),
            file.members(),
            lines);
    assertThat(failed(checked(twice, sealing)))
        .containsExactly("bookings: Booking 1 stands twice, or out of order.");
    StatementProof line =
        new StatementProof(
            file.holderId(),
            file.period(),
            file.checkpoint(),
            file.policy(),
            file.bookings(),
            file.origins(),
            file.claims(),
            file.members(),
            lines);
    assertThat(failed(checked(line, sealing)))
        .contains("lines: domain:b.example, dataset:wiki@1, documents: the line stands twice.");
  }
}
