package org.headwaters.core.claims;

import org.headwaters.core.Breach;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.core.source.SourceId;

/**
 * Money of one sign that reached a source. Grain: origin, part, source, sign.
 *
 * @param origin the data set, earner or asset that it came from
 * @param weight of the contribution; 0 where there is none
 * @param weightRefused the part of the weight whose pages were under a refusal to train
 */
public record Credit(
    SourceId source,
    String origin,
    CreditPart part,
    long amountMicros,
    long weight,
    long weightRefused) {

  /** Breach if more is refused than there is. */
  public Credit {
    Breach.check(
        0 <= weightRefused && weightRefused <= weight,
        "A credit of %s %s: %s of a weight of %s are refused.",
        origin,
        part.key(),
        weightRefused,
        weight);
  }
}
