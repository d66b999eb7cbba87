package org.headwaters.jobs.documents;

import java.util.Locale;

/** What of a data set a row of contributions speaks of. */
public enum ContributionPart {
  /** Documents that people made; one row a source. */
  DOCUMENTS,
  /** Documents that models made; one row a model. */
  GENERATED,
  /** Feedback of people; one row a rater. */
  FEEDBACK,
  /** Feedback of models; one row a model. */
  FEEDBACK_MODELS;

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ContributionPart of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
