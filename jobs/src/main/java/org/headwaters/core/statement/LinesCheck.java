package org.headwaters.core.statement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.claims.ClaimResolver;
import org.headwaters.core.claims.ClaimRules;
import org.headwaters.core.claims.CommunityMember;
import org.headwaters.core.claims.Payees;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.ClaimLeaf;
import org.headwaters.core.proof.StatementLeaf;
import org.headwaters.core.proof.TableRoot;

/** Looks at all lines of a file whose bookings were seen to be sealed. */
final class LinesCheck {
  private static final String POLICY = "policy";
  private static final String FLOWS = "flows";
  private static final String CLAIMS = "claims";
  private static final String LINES = "lines";

  private final Checks checks;
  private final StatementProof file;
  private final StatementCheck.Reader reader;

  LinesCheck(Checks checks, StatementProof file, StatementCheck.Reader reader) {
    this.checks = checks;
    this.file = file;
    this.reader = reader;
  }

  void all() {
    Optional<Policy> policy = look(POLICY, this::policy);
    policy.ifPresent(rules -> checks.holds(POLICY, Booking.named(rules) + " is the one booked"));
    Optional<Map<List<String>, ShownInflow>> inflows = look(FLOWS, this::inflows);
    inflows.ifPresent(
        shown -> checks.holds(FLOWS, "what reached " + shown.size() + " data sets, as booked"));
    Optional<ShownClaims> claims = look(CLAIMS, this::claims);
    claims.ifPresent(
        shown -> {
          checks.holds(CLAIMS, file.claims().size() + " on the lines' sources, as booked");
          shown.told().forEach(claim -> checks.holds("claim", claim));
        });
    Optional<List<CommunityMember>> members = look("members", this::members);
    if (policy.isEmpty() || inflows.isEmpty() || claims.isEmpty() || members.isEmpty()) {
      checks.skipped(LINES, "what they follow from does not hold");
      return;
    }
    ClaimRules rules = ClaimRules.of(policy.get(), file.period().lastDay());
    ClaimResolver resolver =
        new ClaimResolver(
            reader.patterns(), rules, new Payees(members.get(), file.period().lastDay()));
    lines(new LineCheck(file.holderId(), inflows.get(), claims.get(), reader.patterns(), resolver));
  }

  private <T> Optional<T> look(String check, java.util.function.Supplier<T> look) {
    return checks.look(check, () -> StatementCheck.strict(look));
  }

  private Policy policy() {
    Policy policy = reader.policies().apply(file.policy());
    Booking booking = file.made().booking();
    InvalidInput.check(
        booking.periods().size() == 1
            && booking.policies().equals(List.of(Booking.named(policy)))
            && policy.canonical().equals(file.policy()),
        "Booking %d is by the policy %s, but the file shows %s.",
        booking.seq(),
        booking.policies(),
        Booking.named(policy));
    return policy;
  }

  private TableRoot root(String table) {
    return file.made().root(table, file.period().toString());
  }

  private Map<List<String>, ShownInflow> inflows() {
    Map<List<String>, ShownInflow> inflows = new HashMap<>();
    for (OriginProof origin : file.origins()) {
      ShownInflow before =
          inflows.put(
              List.of(origin.originId(), origin.part()),
              ShownInflow.of(origin, root("asset_flows"), root("contribution_trees")));
      InvalidInput.check(before == null, "%s, %s: shown twice.", origin.originId(), origin.part());
    }
    return inflows;
  }

  private ShownClaims claims() {
    String of = StatementLeaf.tree(file.made().booking().previous(), file.period().toString());
    return new ShownClaims(file.claims(), of, root(ClaimLeaf.TABLE));
  }

  private List<CommunityMember> members() {
    List<CommunityMember> members = new ArrayList<>();
    for (RowProof row : file.members()) {
      members.add(ShownClaims.member(row, root("community_members")));
    }
    return members;
  }

  private void lines(LineCheck check) {
    Set<String> seen = new HashSet<>();
    long good = 0;
    long measured = 0;
    long covered = 0;
    for (LineProof line : file.lines()) {
      Optional<Boolean> holds =
          look(
              LINES,
              () -> {
                InvalidInput.check(
                    seen.add(line.told()), "%s: the line stands twice.", line.told());
                return check.holds(line);
              });
      good += holds.filter(follows -> follows).isPresent() ? 1 : 0;
      measured += holds.filter(follows -> !follows).isPresent() ? 1 : 0;
      covered += line.covers().isEmpty() ? 0 : 1;
    }
    if (good == file.lines().size() - measured) {
      checks.holds(LINES, good + " follow from flows, weights and claims, to the micro");
    }
    if (measured > 0) {
      checks.notShown(
          "outputs", measured + " lines' parts of measured outputs: no tree holds those weights");
    }
    if (covered > 0) {
      checks.notShown(
          "paths", "that " + covered + " lines' paths lie under the paths that are claimed");
    }
  }
}
