package org.headwaters.core.claims;

import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.claims.Claim.Status;
import org.headwaters.core.money.Apportionment;

/**
 * How the claims that decide over a source divide it, in parts of 10⁶. The keys of the split are
 * {@code asserted}, {@code claim:<holder_id>/<claim_id>} and {@code unclaimed}, which is their
 * order.
 *
 * @param overClaimed the verified are over the whole: nothing is divided
 * @param assertedPpm what is only asserted: no more than the claims leave
 * @param claims the verified and disputed in key order; a part of 0 is none
 */
record ClaimShares(boolean overClaimed, long assertedPpm, List<Share> claims) {

  /** A claim's part of 10⁶. */
  record Share(Claim claim, long ppm) {}

  /**
   * Disputed claims get at most what the verified leave, together and in proportion, cut to whole
   * ppm by the split rule; asserted ones at most what both leave.
   *
   * @param firm verified and disputed claims of one level, in key order
   * @param asserted claims of that level and of more general ones
   */
  static ClaimShares of(List<Claim> firm, List<Claim> asserted) {
    long verifiedPpm = 0;
    long disputedPpm = 0;
    for (Claim claim : firm) {
      if (claim.status() == Status.VERIFIED) {
        verifiedPpm += claim.ppm();
      } else {
        disputedPpm += claim.ppm();
      }
    }
    if (verifiedPpm > Apportionment.PPM) {
      return new ClaimShares(true, 0, List.of());
    }
    long disputable = Math.min(disputedPpm, Apportionment.PPM - verifiedPpm);
    List<Share> shares = new ArrayList<>(firm.size());
    long before = 0;
    for (Claim claim : firm) {
      long ppm = claim.ppm();
      if (claim.status() == Status.DISPUTED) {
        ppm = Apportionment.part(disputable, before, claim.ppm(), disputedPpm);
        before += claim.ppm();
      }
      shares.add(new Share(claim, ppm));
    }
    long assertedPpm = 0;
    for (Claim claim : asserted) {
      assertedPpm += claim.ppm();
    }
    long left = Apportionment.PPM - verifiedPpm - disputable;
    return new ClaimShares(false, Math.min(assertedPpm, left), shares);
  }
}
