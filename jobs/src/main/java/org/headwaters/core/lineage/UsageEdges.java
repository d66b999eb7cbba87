package org.headwaters.core.lineage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What services served in a period, as edges: they alone are the {@code serves} edges of these
 * services. Weighed by what each model earned where all models of a service have an amount and not
 * all are 0, else by tokens.
 *
 * @param edges one a service and model
 * @param byTokens services of several models whose money is divided by tokens
 */
public record UsageEdges(List<Edge> edges, Set<String> byTokens) {

  /**
   * What one model served for a service.
   *
   * @param earnedAmount in the service's one currency, at most 6 decimals; null where unknown
   */
  public record Served(
      String serviceId, String modelId, long tokens, @Nullable BigDecimal earnedAmount) {

    /** InvalidInput for negative tokens or amounts. */
    public Served {
      InvalidInput.check(
          tokens >= 0 && (earnedAmount == null || earnedAmount.signum() >= 0),
          "%s served %s tokens by %s and earned %s; give numbers from 0.",
          serviceId,
          tokens,
          modelId,
          String.valueOf(earnedAmount));
    }

    private BigInteger weight(boolean byTokens) {
      BigDecimal whole =
          byTokens || earnedAmount == null ? BigDecimal.valueOf(tokens) : earnedAmount;
      return Edge.units(whole);
    }
  }

  /** Copies. */
  public UsageEdges {
    edges = List.copyOf(edges);
    byTokens = Collections.unmodifiableSet(byTokens);
  }

  /** {@code validFrom}: the first day of the period. */
  public static UsageEdges of(Collection<Served> served, LocalDate validFrom) {
    Map<String, List<Served>> byService = new TreeMap<>(KeyOrder.UTF8);
    served.forEach(
        row -> byService.computeIfAbsent(row.serviceId(), id -> new ArrayList<>()).add(row));
    List<Edge> edges = new ArrayList<>();
    Set<String> byTokens = new TreeSet<>(KeyOrder.UTF8);
    byService.forEach(
        (serviceId, rows) -> {
          boolean tokens = !earned(rows);
          if (tokens && rows.size() > 1) {
            byTokens.add(serviceId);
          }
          for (Served row : rows) {
            edges.add(
                new Edge(
                    serviceId,
                    row.modelId(),
                    Relation.SERVES,
                    row.weight(tokens),
                    null,
                    Apportionment.PPM,
                    true,
                    validFrom));
          }
        });
    return new UsageEdges(edges, byTokens);
  }

  private static boolean earned(List<Served> rows) {
    boolean some = false;
    for (Served row : rows) {
      BigDecimal amount = row.earnedAmount();
      if (amount == null) {
        return false;
      }
      some |= amount.signum() > 0;
    }
    return some;
  }
}
