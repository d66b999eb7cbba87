package org.headwaters.core.lineage;

import org.headwaters.core.Named;

/** Where a leaf of an exit tree leads. */
public enum Destination implements Named {
  /** Another asset: a parent. */
  ASSET,
  /** The asset's own maker, source {@code own:<asset_id>}. */
  OWN,
  /** The sources of the data set's documents. */
  DOCUMENTS,
  /** The people whose feedback the data set holds. */
  PEOPLE,
  /** The sources measured in the period's outputs. */
  OUTPUT_ATTRIBUTIONS,
  /** The bucket, with a {@link Reason}. */
  UNDISCLOSED;
}
