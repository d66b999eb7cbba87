package org.headwaters.core.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headwaters.core.Breach;
import org.headwaters.core.claims.Claim.Status;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.source.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * Turns credits into outcomes: DESIGN §5.5 with decision 0005. Each credit is resolved on its own,
 * from its numbers and the claims that match it.
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

  /** A part of a credit at the source's levels, most specific first. */
  private record Portion(long micros, List<String> levels) {}

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
    long clear = credit.amountMicros();
    if (rules.holdRefused() && credit.weightRefused() > 0) {
      long clearWeight = credit.weight() - credit.weightRefused();
      clear = Apportionment.part(clear, 0, clearWeight, credit.weight());
      outcomes.onHold(HoldReason.REFUSED, credit.amountMicros() - clear);
    }
    long covered = covered(credit.source(), clear, byPattern);
    if (covered != 0) {
      String domain = domainPattern(credit.source());
      resolve(new Portion(covered, List.of(domain)), byPattern, outcomes);
    }
    List<String> levels = ClaimPatterns.levels(credit.source());
    resolve(new Portion(clear - covered, levels), byPattern, outcomes);
    return outcomes.rows(credit);
  }

  /** What the claims of a site's domain take of its account or path, split off first. */
  private long covered(SourceId source, long micros, Map<String, List<Claim>> byPattern) {
    String site = patterns.coverSite(source);
    int ppm = site == null ? 0 : rules.domainClaimsCover().getOrDefault(site, 0);
    if (ppm == 0 || firm(byPattern.get(domainPattern(source))).isEmpty()) {
      return 0;
    }
    return Apportionment.ppmOf(micros, ppm);
  }

  private String domainPattern(SourceId source) {
    return SourceId.domain(String.valueOf(patterns.coverSite(source))).text();
  }

  private void resolve(Portion portion, Map<String, List<Claim>> byPattern, Outcomes outcomes) {
    boolean asserted = false;
    List<Claim> deciding = List.of();
    for (String level : portion.levels()) {
      List<Claim> claims = byPattern.getOrDefault(level, List.of());
      asserted |= claims.stream().anyMatch(claim -> claim.status() == Status.ASSERTED);
      if (deciding.isEmpty()) {
        deciding = firm(claims);
      }
    }
    long verifiedPpm = 0;
    for (Claim claim : deciding) {
      verifiedPpm += claim.status() == Status.VERIFIED ? claim.ppm() : 0;
    }
    if (verifiedPpm > Apportionment.PPM) {
      outcomes.onHold(HoldReason.OVER_CLAIM, portion.micros());
      return;
    }
    long unclaimed = portion.micros() - divide(portion.micros(), deciding, verifiedPpm, outcomes);
    if (asserted) {
      outcomes.onHold(HoldReason.ASSERTED, unclaimed);
    } else {
      outcomes.unclaimed(unclaimed);
    }
  }

  /** Gives each claim its part and returns their sum; what is left is the last part, unclaimed. */
  private long divide(long micros, List<Claim> claims, long verifiedPpm, Outcomes outcomes) {
    long disputablePpm = Apportionment.PPM - verifiedPpm;
    long before = 0;
    long given = 0;
    for (Claim claim : claims) {
      boolean verified = claim.status() == Status.VERIFIED;
      // A dispute takes at most what the verified leave, or it could freeze their money.
      long ppm = verified ? claim.ppm() : Math.min(claim.ppm(), disputablePpm);
      disputablePpm -= verified ? 0 : ppm;
      long part = Apportionment.part(micros, before, ppm, Apportionment.PPM);
      before += ppm;
      given += part;
      if (verified) {
        pay(claim, part, outcomes);
      } else {
        outcomes.onHold(claim.holderId(), claim.id(), HoldReason.DISPUTED, part);
      }
    }
    return given;
  }

  private void pay(Claim claim, long micros, Outcomes outcomes) {
    for (Payees.Payment payment : payees.pay(claim.holderId(), micros)) {
      if (payment.held()) {
        outcomes.onHold(
            payment.holderId(), claim.id(), HoldReason.OVER_SHARES, payment.amountMicros());
      } else {
        outcomes.payable(payment.holderId(), claim.id(), payment.amountMicros());
      }
    }
  }

  /** The claims that count on the last day, by pattern, in claim_id order. */
  private Map<String, List<Claim>> counting(List<Claim> claims) {
    Set<String> ids = new HashSet<>();
    List<Claim> sorted = new ArrayList<>(claims);
    sorted.sort(Comparator.comparing(Claim::id, KeyOrder.UTF8));
    Map<String, List<Claim>> byPattern = new HashMap<>();
    for (Claim claim : sorted) {
      Breach.check(ids.add(claim.id()), "Claim %s came twice.", claim.id());
      if (claim.countsOn(rules.lastDay())) {
        byPattern.computeIfAbsent(claim.pattern().text(), p -> new ArrayList<>(2)).add(claim);
      }
    }
    return byPattern;
  }

  /** Those that choose the level and divide the money: verified and disputed. */
  private static List<Claim> firm(@Nullable List<Claim> claims) {
    List<Claim> firm = new ArrayList<>();
    for (Claim claim : claims == null ? List.<Claim>of() : claims) {
      if (claim.status() != Status.ASSERTED) {
        firm.add(claim);
      }
    }
    return firm;
  }
}
