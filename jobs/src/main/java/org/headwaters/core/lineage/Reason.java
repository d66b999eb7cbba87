package org.headwaters.core.lineage;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;

/** Why money is in the bucket {@code undisclosed}. */
public enum Reason implements Named {
  /** The policy's part for a lineage not fully told. */
  NOT_DISCLOSED,
  /** A model that names neither a base nor pretraining data. */
  MISSING_STAGE,
  /** The doubtful part of an edge. */
  LOW_CONFIDENCE,
  /** Nothing is known that the money could go to. */
  NO_LINEAGE,
  /** A group of assets that only pay each other. */
  CLOSED_CYCLE,
  /** Contracts and own share over one whole. */
  IMPOSSIBLE_SHARES,
  /** Documents with neither url nor author. */
  NO_SOURCE;

  /** The reason of that name; {@link InvalidInput} for any other. */
  public static Reason of(String key) {
    return Named.of(Reason.class, "reason", key);
  }
}
