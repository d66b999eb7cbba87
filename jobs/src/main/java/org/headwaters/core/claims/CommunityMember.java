package org.headwaters.core.claims;

import java.time.LocalDate;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.Apportionment;
import org.jspecify.annotations.Nullable;

/**
 * A member of a community from a day on; a later row of the same member replaces it.
 *
 * @param holderKnown whether a row of holders describes the member
 * @param sharePpm of the community's money; null: an equal part of what the others leave; 0: no
 *     longer a member
 */
public record CommunityMember(
    String communityId,
    String holderId,
    boolean holderKnown,
    LocalDate validFrom,
    @Nullable Integer sharePpm) {
  /** InvalidInput for a share outside 0 to 10⁶. */
  public CommunityMember {
    InvalidInput.check(
        sharePpm == null || (0 <= sharePpm && sharePpm <= Apportionment.PPM),
        "Member %s of %s has share_ppm %s; give 0 to 1000000, or nothing for an equal part.",
        holderId,
        communityId,
        String.valueOf(sharePpm));
  }
}
