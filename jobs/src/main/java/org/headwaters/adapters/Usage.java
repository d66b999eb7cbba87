package org.headwaters.adapters;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one line of a usage report says, priced.
 *
 * @param model as the report names it: two names may mean one model, and both count
 * @param time as the report writes it: a day, the first day of a week, or a month
 * @param modelId what the price table says that the model is; null if there is none
 * @param amount the report's own; null where {@code charged} is priced
 * @param charged part → what is charged as that part; each token is in one part only
 */
record Usage(
    String service,
    String model,
    String time,
    String period,
    @Nullable String modelId,
    String currency,
    @Nullable BigDecimal amount,
    Map<UsagePart, Charge> charged) {
  long tokens() {
    long tokens = 0;
    for (Map.Entry<UsagePart, Charge> part : charged.entrySet()) {
      tokens += part.getKey().isTokens() ? part.getValue().count() : 0;
    }
    return tokens;
  }

  /** Exact, except where it is the report's own. */
  BigDecimal earned() {
    if (amount != null) {
      return amount;
    }
    BigDecimal earned = BigDecimal.ZERO;
    for (Map.Entry<UsagePart, Charge> part : charged.entrySet()) {
      BigDecimal price = part.getValue().price();
      BigDecimal units = BigDecimal.valueOf(part.getValue().count());
      earned = earned.add(units.multiply(price).movePointLeft(part.getKey().isTokens() ? 6 : 0));
    }
    return earned;
  }

  /** So much of a part, at so much a million tokens, or a request. */
  record Charge(long count, BigDecimal price) implements Serializable {}
}
