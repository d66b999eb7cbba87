package org.headwaters.core.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;
import org.jspecify.annotations.Nullable;

/**
 * How much a document counts in its data set.
 *
 * @param weight in thousandths of a token, or in millionths of a document, so that a short page
 *     still divides over thousands of authors; 0: not a contribution
 * @param estimated whether tokens were missing and guessed from the record's length
 */
public record DocumentWeight(long weight, boolean estimated) {
  /** No policy may count a document without tokens for more than this. */
  public static final long MAX_MODALITY_WEIGHT = 1_000_000_000;

  private static final String TEXT = "text";
  private static final int BYTES_PER_TOKEN = 4;
  private static final int EPOCH_DECIMALS = 6;

  /** What a document is weighed by. */
  public enum Weighting implements Named {
    TOKENS(1_000),
    DOCUMENTS(1_000_000);

    private final int units;

    Weighting(int units) {
      this.units = units;
    }

    /** What one token, or one document, weighs. */
    public int units() {
      return units;
    }
  }

  /**
   * What is known of a document.
   *
   * @param modality null: text
   * @param tokens null if not given
   * @param epochs at most 6 decimals; null: 1
   * @param recordLength bytes of the linked capture's record; null without one
   */
  public record Measures(
      @Nullable String modality,
      @Nullable Long tokens,
      @Nullable BigDecimal epochs,
      @Nullable Long recordLength) {}

  /** How to weigh: the policy's unit, and what a document without tokens weighs by modality. */
  public record Rule(Weighting weighting, Map<String, Long> modalityWeights) {

    /** InvalidInput for negative tokens or epochs, and for a weight beyond 64 bits. */
    public DocumentWeight weigh(Measures document) {
      if (weighting == Weighting.DOCUMENTS) {
        return new DocumentWeight(weighting.units(), false);
      }
      String modality = document.modality() == null ? TEXT : document.modality();
      Long tokens = document.tokens();
      if (tokens != null) {
        return new DocumentWeight(times(tokens, document.epochs()), false);
      }
      Long given = modalityWeights.get(modality);
      if (given != null) {
        return new DocumentWeight(times(given, document.epochs()), false);
      }
      if (!modality.equals(TEXT)) {
        return new DocumentWeight(times(1, document.epochs()), false);
      }
      Long bytes = document.recordLength();
      long guess = bytes == null ? 1 : Math.max(1, Math.floorDiv(bytes, BYTES_PER_TOKEN));
      return new DocumentWeight(times(guess, document.epochs()), true);
    }
  }

  /** ⌊tokens × epochs × 1000⌋. */
  private static long times(long tokens, @Nullable BigDecimal epochs) {
    InvalidInput.check(tokens >= 0, "A document has %s tokens; give a number from 0.", tokens);
    BigDecimal times = epochs == null ? BigDecimal.ONE : epochs;
    InvalidInput.check(
        times.signum() >= 0 && times.stripTrailingZeros().scale() <= EPOCH_DECIMALS,
        "A document has %s epochs; give a number from 0 with at most 6 decimals.",
        times.toPlainString());
    BigInteger weight =
        times
            .multiply(BigDecimal.valueOf(tokens))
            .multiply(BigDecimal.valueOf(Weighting.TOKENS.units()))
            .toBigInteger();
    InvalidInput.check(
        weight.bitLength() < Long.SIZE,
        "A document has %s tokens and %s epochs; their product must be below 9223372036854775.808.",
        tokens,
        times.toPlainString());
    return weight.longValueExact();
  }
}
