package org.headwaters.core.lineage;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;

/** Why money is in the bucket {@code undisclosed}. */
public enum Reason implements Named {
  /** The policy's part for a lineage not fully told. */
  NOT_DISCLOSED("a provider has not disclosed what it was made from"),
  /** A model that names neither a base nor pretraining data. */
  MISSING_STAGE("a base model or pretraining data is missing"),
  /** The doubtful part of an edge. */
  LOW_CONFIDENCE("a derivation is not sure"),
  /** Nothing is known that the money could go to. */
  NO_LINEAGE("nothing says what it was made from"),
  /** A group of assets that only pay each other. */
  CLOSED_CYCLE("assets only pay each other"),
  /** Contracts and own share over one whole. */
  IMPOSSIBLE_SHARES("contracts promise more than the whole"),
  /** Documents with neither url nor author. */
  NO_SOURCE("documents name neither page nor author");

  private final String clause;

  Reason(String clause) {
    this.clause = clause;
  }

  /** The reason as a clause that follows "because". */
  public String clause() {
    return clause;
  }

  /** The reason of that name; {@link InvalidInput} for any other. */
  public static Reason of(String key) {
    return Named.of(Reason.class, "reason", key);
  }
}
