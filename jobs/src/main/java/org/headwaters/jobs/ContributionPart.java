package org.headwaters.jobs;

import java.util.Locale;

/** What of a data set a row of contributions speaks of. */
enum ContributionPart {
  /** Documents that people made; one row a source. */
  DOCUMENTS,
  /** Documents that models made; one row a model. */
  GENERATED,
  /** Feedback of people; one row a rater. */
  FEEDBACK,
  /** Feedback of models; one row a model. */
  FEEDBACK_MODELS;

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ContributionPart of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
