package org.headwaters.core.lineage;

import org.headwaters.core.Named;

/** What is odd about a lineage; a finding never stops the money. */
public enum FindingKind implements Named {
  /** A cycle of assets that derive from each other; told once, at the smallest asset id. */
  CYCLE,
  /** A parent, or an earner, that no table describes. */
  DANGLING,
  /** Two assets of one provider, name and version. */
  DUPLICATE_NAME,
  /** Two edges of one child, parent and relation; the later valid_from counts. */
  DUPLICATE_EDGE,
  /** Contracts and own share over one whole. */
  IMPOSSIBLE_SHARES,
  /** The child's licence is another one than the parent's; of licences that are known. */
  LICENCE_DRIFT,
  /** Nothing is known that an asset's money could go to. */
  NO_LINEAGE,
  /** Own shares of one provider along a chain take over a quarter of what enters it. */
  OWN_SHARE_CHAIN,
  /** A mixture or subset edge without weight beside own documents: carries nothing. */
  PROVENANCE_ONLY,
  /** A dependency: how it was used was guessed from the parent's kind, or it carries nothing. */
  RELATION_GUESSED,
  /** A service that served tokens in the period has no revenue line. */
  REVENUE_MISSING,
  /** A service's money is divided by tokens, since nothing says what its models earned. */
  SERVED_BY_TOKENS,
  /** The own share is above the policy's cap. */
  SHARE_CAPPED,
  /** A share_ppm without evidence: an ordinary edge. */
  SHARE_WITHOUT_EVIDENCE,
  /** An edge in a stage for which the asset's kind has no ppm: carries nothing. */
  STAGE_WITHOUT_PPM,
  /** A child that was released before its parent. */
  TIME_INVERSION,
  /** A weight was delivered with more decimals than are kept, and rounded. */
  WEIGHT_ROUNDED,
  /** Some edges of a stage have no weight. */
  WEIGHTS_INCOMPLETE;
}
