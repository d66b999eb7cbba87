package org.headwaters.core.lineage;

import java.math.BigInteger;
import org.headwaters.core.money.Rational;
import org.jspecify.annotations.Nullable;

/**
 * A leaf of an asset's exit tree. The shares of an asset's leaves sum to 1; none is 0.
 *
 * @param path the keys from the root, e.g. {@code rest/known/base/model:x:finetune/confident}
 * @param parentId where it leads, for {@link Destination#ASSET} only
 * @param reason for {@link Destination#UNDISCLOSED} only
 * @param stage of the edge, or output_attributions, or contents; null for own and undisclosed
 *     lineage
 * @param relation of the edge, or null
 * @param weight with which the part counts in its stage, in units of 10⁻²⁰, or null
 * @param share of all that reaches the asset
 */
public record Exit(
    String assetId,
    String path,
    Destination destination,
    @Nullable String parentId,
    @Nullable Reason reason,
    @Nullable Stage stage,
    @Nullable Relation relation,
    @Nullable BigInteger weight,
    Rational share) {}
