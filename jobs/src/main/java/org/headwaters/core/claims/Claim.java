package org.headwaters.core.claims;

import java.time.Instant;
import java.time.LocalDate;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.policy.Validity;
import org.headwaters.core.source.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * A holder says: this source, or part of it, is mine.
 *
 * @param sharePpm null: all of it
 * @param validFrom first day on which the right was held; null: ever since
 * @param validTo first day on which it no longer was; null: it still is
 */
public record Claim(
    String id,
    String holderId,
    SourceId pattern,
    @Nullable Integer sharePpm,
    Status status,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    @Nullable Instant filedAt) {

  /** What became of a claim. */
  public enum Status implements Named {
    VERIFIED,
    ASSERTED,
    DISPUTED,
    WITHDRAWN;

    /** Reads {@code verified} and so on; InvalidInput for anything else. */
    public static Status parse(String text) {
      return Named.of(Status.class, "claim status", text);
    }
  }

  /** InvalidInput for a share outside 0 to 10⁶ or a pattern that nobody can claim. */
  public Claim {
    InvalidInput.check(
        sharePpm == null || (0 <= sharePpm && sharePpm <= Apportionment.PPM),
        "Claim %s has share_ppm %s; give 0 to 1000000, or nothing for all of it.",
        id,
        String.valueOf(sharePpm));
    InvalidInput.check(
        pattern.kind() != SourceId.Kind.UNDISCLOSED,
        "Claim %s is for %s, which is no one's; claim a domain:, path:, account:, rater: or own:.",
        id,
        pattern);
  }

  /** The share with its default filled in. */
  int ppm() {
    return sharePpm == null ? Apportionment.PPM : sharePpm;
  }

  /** Whether it counts on this day: the right was held, not withdrawn, and is for something. */
  boolean countsOn(LocalDate day) {
    return status != Status.WITHDRAWN
        && ppm() > 0
        && new Validity(validFrom == null ? LocalDate.MIN : validFrom, validTo).contains(day);
  }
}
