package org.headwaters.core.lineage;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.Apportionment;

/**
 * A service, model or data set in one version.
 *
 * @param ownSharePpm what its maker keeps, before the policy's cap; 0 where nothing was said
 */
public record Asset(String id, AssetKind kind, Disclosure disclosure, int ownSharePpm) {
  /** Throws {@link InvalidInput} unless the own share is between 0 and 10⁶ ppm. */
  public Asset {
    InvalidInput.check(
        0 <= ownSharePpm && ownSharePpm <= Apportionment.PPM,
        "The own share of %s is %s ppm; give 0 to 1000000.",
        id,
        ownSharePpm);
  }

  /** An asset that has no row of its own: its kind is in its id, its disclosure unstated. */
  static Asset ofId(String id) {
    return new Asset(id, AssetKind.ofId(id), Disclosure.UNSTATED, 0);
  }
}
