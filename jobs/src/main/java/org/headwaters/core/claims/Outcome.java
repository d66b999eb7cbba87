package org.headwaters.core.claims;

import org.headwaters.core.ledger.Bucket;
import org.jspecify.annotations.Nullable;

/**
 * Where a part of a credit goes. Grain: one row per bucket, holder, claim and reason of a credit;
 * no row of 0.
 *
 * @param holderId who is paid, or whose claim, membership or community it waits for
 * @param claimId by which claim of which holder; null where no single claim decides
 * @param reason only for {@link Bucket#ON_HOLD}
 */
public record Outcome(
    Bucket bucket,
    @Nullable String holderId,
    @Nullable String claimId,
    @Nullable HoldReason reason,
    long amountMicros) {}
