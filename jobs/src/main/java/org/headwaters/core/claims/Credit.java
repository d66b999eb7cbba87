package org.headwaters.core.claims;

import org.headwaters.core.Breach;
import org.headwaters.core.source.SourceId;

/**
 * Money that reached a source. Grain: origin, part, source.
 *
 * @param origin the data set, earner or asset that it came from
 * @param part documents, feedback, licence_fee, own or output_attributions
 * @param weight of the contribution; 0 where there is none
 * @param weightRefused the part of the weight whose pages were under a refusal to train
 */
public record Credit(
    SourceId source,
    String origin,
    String part,
    long amountMicros,
    long weight,
    long weightRefused) {

  /** Breach if more is refused than there is. */
  public Credit {
    Breach.check(
        0 <= weightRefused && weightRefused <= weight,
        "Credit of %s from %s: %s of a weight of %s are refused.",
        source,
        origin,
        weightRefused,
        weight);
  }
}
