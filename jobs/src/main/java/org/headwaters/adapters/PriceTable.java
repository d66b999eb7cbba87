package org.headwaters.adapters;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.headwaters.core.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * What a provider charges by model, day and tier: a CSV file with the columns model, model_id,
 * valid_from, valid_to, currency, and one for each {@link UsagePart}: the price of a million
 * tokens, or of one request or call. A column service_tier says for which tier or batch a line
 * holds; empty for the default one.
 *
 * <p>{@code model} is the name as usage reports write it and {@code model_id} what a person says
 * that it means. Where cached or reasoning tokens have no price of their own they cost what input
 * and output cost.
 */
record PriceTable(Map<String, List<Price>> byModel) implements Serializable {
  private static final Set<String> NEEDED =
      Set.of("model", "model_id", "valid_from", "currency", "input", "output");

  /**
   * One model's prices in [from, to).
   *
   * @param tier as {@link UsageReport} tells it; empty for the default
   * @param prices part of the usage → price of a million tokens, or of one request
   */
  record Price(
      String modelId,
      LocalDate from,
      LocalDate to,
      String tier,
      String currency,
      Map<UsagePart, BigDecimal> prices)
      implements Serializable {
    boolean covers(LocalDate first, LocalDate end) {
      return !first.isBefore(from) && !end.isAfter(to);
    }

    boolean meets(Price other) {
      return from.isBefore(other.to) && other.from.isBefore(to) && tier.equals(other.tier);
    }

    /** The price of a part; null where the table does not say it. */
    @Nullable BigDecimal of(UsagePart part) {
      BigDecimal own = prices.get(part);
      boolean asItsWhole = own == null && part.costsAsItsWhole();
      return asItsWhole ? prices.get(part.whole().orElseThrow()) : own;
    }
  }

  /** Reads a price table; InvalidInput names the line that is wrong. */
  static PriceTable read(String path, Configuration configuration) {
    Map<String, List<Price>> byModel = new HashMap<>();
    String file = InputFiles.qualified(path).toString();
    try (InputStream in = TextFiles.open(file, configuration)) {
      Records records = new Records(path, in);
      for (Records.Cells cells = records.next(); cells != null; cells = records.next()) {
        add(byModel, path, cells);
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
    InvalidInput.check(!byModel.isEmpty(), "%s has no price. Add a line for each model.", path);
    return new PriceTable(byModel);
  }

  private static void add(Map<String, List<Price>> byModel, String path, Records.Cells cells) {
    for (String name : NEEDED) {
      InvalidInput.check(
          cells.cell(name) != null,
          "%s, line %d: %s is missing. A price has %s, and perhaps valid_to, service_tier, cached,"
              + " reasoning and other parts.",
          path,
          cells.line(),
          name,
          NEEDED.stream().sorted().toList());
    }
    Price price;
    try {
      Map<UsagePart, BigDecimal> prices = new HashMap<>();
      for (UsagePart part : UsagePart.values()) {
        String text = cells.cell(part.word());
        if (text != null) {
          prices.put(part, new BigDecimal(text).stripTrailingZeros());
        }
      }
      price =
          new Price(
              cells.cells().getOrDefault("model_id", ""),
              LocalDate.parse(cells.cells().getOrDefault("valid_from", "")),
              LocalDate.parse(cells.cells().getOrDefault("valid_to", LocalDate.MAX.toString())),
              UsageReport.tier(cells.cell(UsageReport.TIER), cells.cell(UsageReport.BATCH)),
              cells.cells().getOrDefault("currency", ""),
              prices);
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new InvalidInput(
          "%s, line %d: %s. Write days as YYYY-MM-DD and prices as plain numbers.",
          path, cells.line(), InputFiles.firstLine(e));
    }
    for (String name :
        new TreeSet<>(List.of(cells.cells().getOrDefault("model", ""), price.modelId()))) {
      List<Price> known = byModel.computeIfAbsent(name, model -> new ArrayList<>());
      if (known.contains(price)) {
        continue; // two names of one model at one price
      }
      InvalidInput.check(
          known.stream().noneMatch(price::meets),
          "%s, line %d: %s has two prices for one day. End one with valid_to.",
          path,
          cells.line(),
          name);
      known.add(price);
    }
  }

  /** Whether the table has ever heard of a model of this name. */
  boolean knows(String model) {
    return byModel.containsKey(model);
  }

  /** Whether a model has a price of a tier, on any day. */
  boolean knows(String model, String tier) {
    return byModel.getOrDefault(model, List.of()).stream().anyMatch(p -> p.tier().equals(tier));
  }

  /** What a model of a report is; null if the table does not say. */
  @Nullable String modelId(String model) {
    List<Price> prices = byModel.getOrDefault(model, List.of());
    return prices.isEmpty() ? null : prices.get(0).modelId();
  }

  /** The price that holds on every day of [first, end); null if no single one does. */
  @Nullable Price on(String model, String tier, LocalDate first, LocalDate end) {
    return byModel.getOrDefault(model, List.of()).stream()
        .filter(price -> price.tier().equals(tier) && price.covers(first, end))
        .findFirst()
        .orElse(null);
  }
}
