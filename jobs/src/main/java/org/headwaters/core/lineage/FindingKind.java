package org.headwaters.core.lineage;

import org.headwaters.core.Named;

/** What is odd about a lineage; a finding never stops the money. */
public enum FindingKind implements Named {
  /** A cycle of assets that derive from each other; told once, at the smallest asset id. */
  CYCLE,
  /** A parent, or an earner, that no table describes. */
  DANGLING,
  /** Two edges of one child, parent and relation; the later valid_from counts. */
  DUPLICATE_EDGE,
  /** Contracts and own share over one whole. */
  IMPOSSIBLE_SHARES,
  /** Nothing is known that an asset's money could go to. */
  NO_LINEAGE,
  /** A mixture or subset edge without weight beside own documents: carries nothing. */
  PROVENANCE_ONLY,
  /** The own share is above the policy's cap. */
  SHARE_CAPPED,
  /** A share_ppm without evidence: an ordinary edge. */
  SHARE_WITHOUT_EVIDENCE,
  /** An edge in a stage for which the asset's kind has no ppm: carries nothing. */
  STAGE_WITHOUT_PPM,
  /** Some edges of a stage have no weight. */
  WEIGHTS_INCOMPLETE;
}
