package org.headwaters.core.source;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;

/** What of a data set a row of contributions speaks of. */
public enum ContributionPart implements Named {
  /** Documents that people made; one row a source. */
  DOCUMENTS,
  /** Documents that models made; one row a model. */
  GENERATED,
  /** Feedback of people; one row a rater. */
  FEEDBACK,
  /** Feedback of models; one row a model. */
  FEEDBACK_MODELS;

  /** The part of that name; {@link InvalidInput} for any other. */
  public static ContributionPart of(String key) {
    return Named.of(ContributionPart.class, "part of a data set", key);
  }
}
