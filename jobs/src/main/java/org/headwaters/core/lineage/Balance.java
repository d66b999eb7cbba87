package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.SortedMap;

/**
 * What came to an asset, both signs added, from outside its group, and what left the group at it.
 * In = out for the balances of a group together; for an asset outside any cycle, also alone.
 *
 * @param groupId the smallest asset id of its group
 * @param passedOnMicros of out: to other assets
 * @param ownMicros of out: to the asset's own maker
 * @param documentsMicros of out: to the sources of its documents
 * @param peopleMicros of out: to the people whose feedback it holds
 * @param outputAttributionsMicros of out: to the sources measured in outputs
 * @param undisclosedMicros of out: to the bucket, by reason
 */
public record Balance(
    String assetId,
    String groupId,
    BigInteger inMicros,
    BigInteger outMicros,
    BigInteger passedOnMicros,
    BigInteger ownMicros,
    BigInteger documentsMicros,
    BigInteger peopleMicros,
    BigInteger outputAttributionsMicros,
    SortedMap<Reason, BigInteger> undisclosedMicros) {}
