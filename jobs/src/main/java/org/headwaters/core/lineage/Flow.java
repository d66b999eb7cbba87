package org.headwaters.core.lineage;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Money that leaves a group at one of its assets. One per child, destination, parent, reason,
 * stage, relation and sign; none is 0.
 *
 * @param parentId for {@link Destination#ASSET} only: an asset of another group
 * @param reason for {@link Destination#UNDISCLOSED} only
 */
public record Flow(
    String childId,
    Destination destination,
    @Nullable String parentId,
    @Nullable Reason reason,
    @Nullable Stage stage,
    @Nullable Relation relation,
    BigInteger amountMicros) {}
