package org.headwaters.transforms;

import java.io.Serializable;

/** Names people without naming them: the same person in the same data set gets the same name. */
@FunctionalInterface
public interface Pseudonyms extends Serializable {
  /** {@code rater:} and 32 hex digits. */
  String of(String datasetId, String raterId);
}
