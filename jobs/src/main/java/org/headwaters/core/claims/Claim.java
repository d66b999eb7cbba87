package org.headwaters.core.claims;

import java.time.LocalDate;
import java.util.Comparator;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Validity;
import org.headwaters.core.source.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * A holder says: this source, or part of it, is mine. One per holder and id: what others call
 * theirs is their matter.
 *
 * @param holderKnown whether a row of holders describes the holder
 * @param sharePpm null: all of it
 * @param acceptsRefused whether the holder takes money for uses against a refusal to train
 * @param validFrom first day on which the right was held; null: ever since
 * @param validTo first day on which it no longer was; null: it still is
 */
public record Claim(
    String holderId,
    String id,
    boolean holderKnown,
    SourceId pattern,
    @Nullable Integer sharePpm,
    Status status,
    boolean acceptsRefused,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo) {

  /** The order of the parts of a split: by key, and holders whose keys are spelled alike apart. */
  static final Comparator<Claim> ORDER =
      Comparator.comparing(Claim::key, KeyOrder.UTF8).thenComparing(Claim::holderId, KeyOrder.UTF8);

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

  /** What a claim's part is called in the split of a credit. */
  String key() {
    return "claim:" + holderId + "/" + id;
  }

  /** The share with its default filled in. */
  int ppm() {
    return sharePpm == null ? Apportionment.PPM : sharePpm;
  }

  /** Verified or disputed: it chooses the level and divides the money. */
  boolean isFirm() {
    return status == Status.VERIFIED || status == Status.DISPUTED;
  }

  /** Whether it counts on this day: the right was held, not withdrawn, and is for something. */
  boolean countsOn(LocalDate day) {
    return status != Status.WITHDRAWN
        && ppm() > 0
        && new Validity(validFrom == null ? LocalDate.MIN : validFrom, validTo).contains(day);
  }
}
