package org.headwaters.core.settlement;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;

/** For what a source, or nobody, is credited at a data set, asset or earner. */
public enum CreditPart implements Named {
  /** Documents that people made. */
  DOCUMENTS,
  /** Feedback that people gave. */
  FEEDBACK,
  /** Measured contributions to the outputs of the period. */
  OUTPUT_ATTRIBUTIONS,
  /** The maker's own share. */
  OWN,
  /** A licence fee that was paid for this very source. */
  LICENCE_FEE,
  /** Nothing: the lineage is not known so far. */
  LINEAGE;

  /** The part of that name; {@link InvalidInput} for any other. */
  public static CreditPart of(String key) {
    return Named.of(CreditPart.class, "part of a credit", key);
  }
}
