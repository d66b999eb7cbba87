package org.headwaters.core.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headwaters.core.Breach;
import org.headwaters.core.claims.Claim.Status;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.source.SourceId;

/**
 * Turns credits into outcomes, as docs/method.md 7 says. Each credit is resolved on its own, from
 * its numbers and the claims that match it. The cuts, in this order: what is clear and what was
 * refused, what goes by the site's domain and what by the source itself, the claims.
 */
public final class ClaimResolver {
  private final ClaimPatterns patterns;
  private final ClaimRules rules;
  private final Payees payees;

  /** The payees must be those of the rules' last day. */
  public ClaimResolver(ClaimPatterns patterns, ClaimRules rules, Payees payees) {
    this.patterns = patterns;
    this.rules = rules;
    this.payees = payees;
  }

  /** A part of a credit; what is refused goes only to claims that accept it. */
  private record Portion(long micros, boolean refused) {}

  /**
   * Where a credit goes. The rows sum to it (else Breach), in an order that does not depend on that
   * of the claims.
   *
   * @param claims at least all whose pattern is among {@link ClaimPatterns#candidates}; others,
   *     withdrawn and outdated ones are passed over
   */
  public List<Outcome> outcomes(Credit credit, List<Claim> claims) {
    Breach.check(
        credit.source().kind() != SourceId.Kind.UNDISCLOSED,
        "%s micros of %s have no source to claim; book them as undisclosed.",
        credit.amountMicros(),
        credit.origin());
    Map<String, List<Claim>> byPattern = counting(claims);
    Outcomes outcomes = new Outcomes();
    long refused = rules.refusedMicros(credit);
    Portion clear = new Portion(credit.amountMicros() - refused, false);
    cut(credit.source(), clear, byPattern, outcomes);
    cut(credit.source(), new Portion(refused, true), byPattern, outcomes);
    return outcomes.rows(credit);
  }

  /** What the claims of a site's domain take of its account or path is split off first. */
  private void cut(
      SourceId source, Portion portion, Map<String, List<Claim>> byPattern, Outcomes outcomes) {
    if (portion.micros() == 0) {
      return;
    }
    long covered = 0;
    String site = patterns.coverSite(source);
    int ppm = site == null ? 0 : rules.domainClaimsCover().getOrDefault(site, 0);
    if (ppm > 0 && site != null) {
      String domain = SourceId.domain(site).text();
      if (byPattern.getOrDefault(domain, List.of()).stream().anyMatch(Claim::isFirm)) {
        covered = Apportionment.ppmOf(portion.micros(), ppm);
        resolve(new Portion(covered, portion.refused()), List.of(domain), byPattern, outcomes);
      }
    }
    Portion own = new Portion(portion.micros() - covered, portion.refused());
    resolve(own, ClaimPatterns.levels(source), byPattern, outcomes);
  }

  /** The most specific level with a verified or disputed claim decides. */
  private void resolve(
      Portion portion, List<String> levels, Map<String, List<Claim>> byPattern, Outcomes outcomes) {
    List<Claim> deciding = new ArrayList<>();
    List<Claim> asserted = new ArrayList<>();
    for (String level : levels) {
      List<Claim> claims = byPattern.getOrDefault(level, List.of());
      if (deciding.isEmpty() && claims.stream().anyMatch(Claim::isFirm)) {
        claims.stream().filter(Claim::isFirm).forEach(deciding::add);
        asserted.clear(); // those that are more specific than who decides are for nothing here
      }
      claims.stream().filter(claim -> !claim.isFirm()).forEach(asserted::add);
    }
    ClaimShares shares = ClaimShares.of(deciding, asserted);
    if (shares.overClaimed()) {
      outcomes.onHold(HoldReason.OVER_CLAIM, portion.micros());
    } else {
      divide(portion, shares, outcomes);
    }
  }

  /** One split, in the order of its keys: asserted, the claims, unclaimed. */
  private void divide(Portion portion, ClaimShares shares, Outcomes outcomes) {
    long before = shares.assertedPpm();
    long asserted = Apportionment.part(portion.micros(), 0, before, Apportionment.PPM);
    outcomes.onHold(portion.refused() ? HoldReason.REFUSED : HoldReason.ASSERTED, asserted);
    for (ClaimShares.Share share : shares.claims()) {
      long part = Apportionment.part(portion.micros(), before, share.ppm(), Apportionment.PPM);
      before += share.ppm();
      give(share.claim(), new Portion(part, portion.refused()), outcomes);
    }
    long rest = Apportionment.PPM - before;
    long unclaimed = Apportionment.part(portion.micros(), before, rest, Apportionment.PPM);
    if (portion.refused()) {
      outcomes.onHold(HoldReason.REFUSED, unclaimed);
    } else {
      outcomes.unclaimed(unclaimed);
    }
  }

  private void give(Claim claim, Portion portion, Outcomes outcomes) {
    if (portion.refused() && !claim.acceptsRefused()) {
      hold(claim, HoldReason.REFUSED, portion, outcomes);
    } else if (claim.status() == Status.DISPUTED) {
      hold(claim, HoldReason.DISPUTED, portion, outcomes);
    } else if (!claim.holderKnown()) {
      hold(claim, HoldReason.UNKNOWN_HOLDER, portion, outcomes);
    } else {
      for (Payees.Payment payment : payees.pay(claim.holderId(), portion.micros())) {
        if (payment.waits() == null) {
          outcomes.payable(payment.holderId(), claim.id(), payment.amountMicros());
        } else {
          outcomes.onHold(payment.holderId(), claim.id(), payment.waits(), payment.amountMicros());
        }
      }
    }
  }

  private static void hold(Claim claim, HoldReason why, Portion portion, Outcomes outcomes) {
    outcomes.onHold(claim.holderId(), claim.id(), why, portion.micros());
  }

  /** The claims that count on the last day, by pattern, in key order. */
  private Map<String, List<Claim>> counting(List<Claim> claims) {
    Set<List<String>> ids = new HashSet<>();
    List<Claim> sorted = new ArrayList<>(claims);
    sorted.sort(Claim.ORDER);
    Map<String, List<Claim>> byPattern = new HashMap<>();
    for (Claim claim : sorted) {
      Breach.check(
          ids.add(List.of(claim.holderId(), claim.id())), "Claim %s came twice.", claim.id());
      if (claim.countsOn(rules.lastDay())) {
        byPattern.computeIfAbsent(claim.pattern().text(), p -> new ArrayList<>(2)).add(claim);
      }
    }
    return byPattern;
  }
}
