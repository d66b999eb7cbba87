package org.headwaters.core.settlement;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;
import org.headwaters.core.money.Apportionment;

/**
 * How far the period's pools could be followed. Only a pool can be followed at all: what is
 * retained goes nowhere. What was earned and what was refunded count by their absolute amounts, so
 * no rung is above the pool or below 0.
 *
 * @param micros by rung, all of them
 */
public record Coverage(Map<Rung, BigInteger> micros) {

  /** How far: each of them is a part of the pool. */
  public enum Rung implements Named {
    POOL("what was to be passed upstream"),
    DISCLOSED("of it, what reached contents, makers or sources that a lineage names"),
    SOURCED("of that, what has a source: a page, an author, a rater, a maker"),
    LINKED("of that, what came by documents found in a crawl, or by no document"),
    CLAIMED("of the pool, what holders are owed");

    private final String meaning;

    Rung(String meaning) {
      this.meaning = meaning;
    }

    /** What it says, for whoever reads the word. */
    public String meaning() {
      return meaning;
    }

    /** The rung of that name; {@link InvalidInput} for any other. */
    public static Rung of(String key) {
      return Named.of(Rung.class, "rung of coverage", key);
    }
  }

  /**
   * What the documents of a data set weigh.
   *
   * @param people all that people made
   * @param sourced of it, those with a source
   * @param linked of those, the ones that were linked to a capture
   */
  public record DocumentWeights(long people, long sourced, long linked) {}

  /** Copies. */
  public Coverage {
    micros = Map.copyOf(micros);
  }

  /**
   * Climbs as far as the flows lead.
   *
   * @param documents by data set; each that money reached must be there
   * @param claimedMicros owed to holders, both signs by their absolute amounts
   */
  public static Coverage of(
      List<MoneyFlow> flows, Map<String, DocumentWeights> documents, BigInteger claimedMicros) {
    Map<Rung, BigInteger> sums = new EnumMap<>(Rung.class);
    for (Rung rung : Rung.values()) {
      sums.put(rung, BigInteger.ZERO);
    }
    sums.put(Rung.CLAIMED, claimedMicros);
    for (MoneyFlow flow : flows) {
      BigInteger micros = BigInteger.valueOf(flow.amountMicros()).abs();
      switch (flow.kind()) {
        case GRAPH, FUND -> add(sums, Rung.POOL, micros);
        case SOURCE -> {
          add(sums, Rung.POOL, micros);
          reach(sums, micros, micros, micros);
        }
        case OWN, PEOPLE, OUTPUT_ATTRIBUTIONS -> reach(sums, micros, micros, micros);
        case DOCUMENTS -> {
          Breach.check(
              documents.containsKey(flow.fromId()),
              "Money reached documents of %s, which has none.",
              flow.fromId());
          DocumentWeights weights = Objects.requireNonNull(documents.get(flow.fromId()));
          reach(
              sums,
              micros,
              part(micros, weights.sourced(), weights.people()),
              part(micros, weights.linked(), weights.people()));
        }
        case RETAINED, ASSET, UNDISCLOSED -> {
          // Not upstream; or found again further on; or lost.
        }
      }
    }
    return new Coverage(sums);
  }

  private static void reach(
      Map<Rung, BigInteger> sums, BigInteger disclosed, BigInteger sourced, BigInteger linked) {
    add(sums, Rung.DISCLOSED, disclosed);
    add(sums, Rung.SOURCED, sourced);
    add(sums, Rung.LINKED, linked);
  }

  private static void add(Map<Rung, BigInteger> sums, Rung rung, BigInteger micros) {
    sums.merge(rung, micros, BigInteger::add);
  }

  private static BigInteger part(BigInteger micros, long weight, long total) {
    return Apportionment.part(
        micros, BigInteger.ZERO, BigInteger.valueOf(weight), BigInteger.valueOf(total));
  }

  /** Of the pool, rounded down; 0 where there was none. */
  public int ppm(Rung rung) {
    BigInteger pool = micros.get(Rung.POOL);
    BigInteger reached = micros.get(rung);
    return pool == null || reached == null || pool.signum() == 0
        ? 0
        : reached.multiply(BigInteger.valueOf(Apportionment.PPM)).divide(pool).intValueExact();
  }
}
