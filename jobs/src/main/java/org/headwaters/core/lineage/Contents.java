package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.KeyOrder;

/**
 * What a data set holds, as its contributions sum it up. Weights are whole units (thousandths of a
 * token or millionths of a document, {@link FlowRules#documentUnits}; for feedback the unit of its
 * events' weights), none negative.
 *
 * @param documentsWeight of all documents that people made
 * @param generators models that generated documents, with the weight of those documents
 * @param peopleWeight of all feedback that people gave
 * @param raters models that gave feedback, with the weight of that feedback
 */
public record Contents(
    String assetId,
    BigInteger documentsWeight,
    SortedMap<String, BigInteger> generators,
    BigInteger peopleWeight,
    SortedMap<String, BigInteger> raters) {

  /** Copies the maps into key order, without weights of 0. */
  public Contents {
    checkWeight(assetId, documentsWeight);
    checkWeight(assetId, peopleWeight);
    generators = positive(assetId, generators);
    raters = positive(assetId, raters);
  }

  private static SortedMap<String, BigInteger> positive(
      String assetId, SortedMap<String, BigInteger> weights) {
    SortedMap<String, BigInteger> copy = new TreeMap<>(KeyOrder.UTF8);
    weights.forEach(
        (model, weight) -> {
          checkWeight(assetId, weight);
          if (weight.signum() > 0) {
            copy.put(model, weight);
          }
        });
    return Collections.unmodifiableSortedMap(copy);
  }

  private static void checkWeight(String assetId, BigInteger weight) {
    InvalidInput.check(
        weight.signum() >= 0, "A weight in %s is %s; weights are 0 or more.", assetId, weight);
  }
}
