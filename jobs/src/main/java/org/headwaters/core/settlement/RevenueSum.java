package org.headwaters.core.settlement;

import java.math.BigDecimal;
import org.headwaters.core.policy.RevenueKind;
import org.jspecify.annotations.Nullable;

/**
 * The revenue lines of a period that have all of this in common, added exactly.
 *
 * @param covers the asset or source that a licence fee pays for; null where it pays for the earner
 * @param lines how many they are
 * @param amount in units of the currency's major unit
 */
public record RevenueSum(
    String earnerId,
    RevenueKind kind,
    String currency,
    @Nullable String covers,
    long lines,
    BigDecimal amount) {}
