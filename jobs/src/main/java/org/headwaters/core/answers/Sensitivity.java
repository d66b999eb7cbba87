package org.headwaters.core.answers;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.lineage.Contents;
import org.headwaters.core.lineage.Edge;
import org.headwaters.core.lineage.LineageInput;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.policy.RevenueKind;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.core.settlement.Settlement;

/**
 * What hangs on each number that somebody chose or disclosed: it is cut by a tenth, the period is
 * settled again, and what moved is told. Nothing is estimated.
 */
public final class Sensitivity {
  private static final BigInteger NINE = BigInteger.valueOf(9);

  /** What kind of number is cut. */
  public enum Kind {
    EDGE_WEIGHT,
    STAGE_PPM,
    RATE_PPM,
    DATASET_WEIGHT
  }

  /**
   * One number, and what its cut moves.
   *
   * @param movedMicros what leaves the places that lose, which is what comes to those that gain
   * @param changes of each place that gains or loses, the largest first; they sum to 0
   */
  public record Moved(
      Kind kind,
      String name,
      BigInteger before,
      BigInteger after,
      BigInteger movedMicros,
      List<Change> changes) {
    /** Copies. */
    public Moved {
      changes = List.copyOf(changes);
    }
  }

  /** What a place gets more, or less. */
  public record Change(String place, BigInteger micros) {}

  private final Trial trial;
  private final SortedMap<String, BigInteger> before;
  private final List<Moved> moved = new ArrayList<>();

  private Sensitivity(Trial trial, Settlement settlement) {
    this.trial = trial;
    this.before = Trial.places(settlement);
  }

  /**
   * Of the edges' weights and data sets' weights the {@code heaviest} that most money passes, of
   * the policy every stage and rate that is not 0. Those that move most come first.
   */
  public static List<Moved> of(Trial trial, int heaviest) {
    Settlement settlement = trial.settle();
    Sensitivity each = new Sensitivity(trial, settlement);
    each.edges(settlement, heaviest);
    each.contents(settlement, heaviest);
    each.stages();
    each.rates();
    each.moved.sort(
        Comparator.comparing(Moved::movedMicros)
            .reversed()
            .thenComparing(Moved::kind)
            .thenComparing(Moved::name, KeyOrder.UTF8));
    return List.copyOf(each.moved);
  }

  /** Rounded down, but never to nothing: a part of weight 0 would not exist. */
  private static BigInteger cut(BigInteger number) {
    return number.multiply(NINE).divide(BigInteger.TEN).max(BigInteger.ONE);
  }

  private static int cut(int ppm) {
    return cut(BigInteger.valueOf(ppm)).intValueExact();
  }

  private void edges(Settlement settlement, int heaviest) {
    Map<String, BigInteger> passing = new HashMap<>();
    for (MoneyFlow flow : settlement.flows()) {
      if (flow.kind() == FlowKind.ASSET && flow.relation() != null) {
        passing.merge(
            name(flow.fromId(), String.valueOf(flow.toId()), flow.relation().key()),
            BigInteger.valueOf(flow.amountMicros()).abs(),
            BigInteger::add);
      }
    }
    List<Edge> edges = new ArrayList<>(trial.lineage().edges());
    Comparator<Edge> byMoney =
        Comparator.comparing((Edge edge) -> passing.getOrDefault(name(edge), BigInteger.ZERO));
    List<Edge> chosen =
        edges.stream()
            .filter(edge -> edge.weight() != null && passing.containsKey(name(edge)))
            .sorted(byMoney.reversed().thenComparing(Sensitivity::name, KeyOrder.UTF8))
            .limit(heaviest)
            .toList();
    for (Edge edge : chosen) {
      BigInteger weight = java.util.Objects.requireNonNull(edge.weight());
      List<Edge> others = new ArrayList<>(edges);
      others.set(
          edges.indexOf(edge),
          new Edge(
              edge.childId(),
              edge.parentId(),
              edge.relation(),
              cut(weight),
              edge.sharePpm(),
              edge.confidencePpm(),
              edge.hasEvidence(),
              edge.validFrom()));
      LineageInput of = trial.lineage();
      tell(
          new Moved(Kind.EDGE_WEIGHT, name(edge), weight, cut(weight), BigInteger.ZERO, List.of()),
          trial.with(
              new LineageInput(
                  of.assets(), others, of.contents(), of.outputAttributions(), of.earners())));
    }
  }

  private static String name(Edge edge) {
    return name(edge.childId(), edge.parentId(), edge.relation().key());
  }

  private static String name(String childId, String parentId, String relation) {
    return childId + " → " + parentId + " (" + relation + ")";
  }

  private void contents(Settlement settlement, int heaviest) {
    Map<String, BigInteger> arriving = new HashMap<>();
    for (MoneyFlow flow : settlement.flows()) {
      if (flow.kind() == FlowKind.DOCUMENTS) {
        arriving.merge(
            flow.fromId(), BigInteger.valueOf(flow.amountMicros()).abs(), BigInteger::add);
      }
    }
    List<Contents> all = trial.lineage().contents();
    Comparator<Contents> byMoney =
        Comparator.comparing(
            (Contents each) -> arriving.getOrDefault(each.assetId(), BigInteger.ZERO));
    List<Contents> chosen =
        all.stream()
            .filter(each -> arriving.containsKey(each.assetId()))
            .sorted(byMoney.reversed().thenComparing(Contents::assetId, KeyOrder.UTF8))
            .limit(heaviest)
            .toList();
    for (Contents each : chosen) {
      BigInteger weight = each.documentsWeight();
      List<Contents> others = new ArrayList<>(all);
      others.set(
          all.indexOf(each),
          new Contents(
              each.assetId(), cut(weight), each.generators(), each.peopleWeight(), each.raters()));
      LineageInput of = trial.lineage();
      tell(
          new Moved(
              Kind.DATASET_WEIGHT, each.assetId(), weight, cut(weight), BigInteger.ZERO, List.of()),
          trial.with(
              new LineageInput(
                  of.assets(), of.edges(), others, of.outputAttributions(), of.earners())));
    }
  }

  private void stages() {
    Policy policy = trial.policy();
    policy
        .stagesPpm()
        .forEach(
            (kind, stages) ->
                stages.forEach(
                    (stage, ppm) -> {
                      SortedMap<String, SortedMap<String, Integer>> other =
                          new TreeMap<>(policy.stagesPpm());
                      SortedMap<String, Integer> cut = new TreeMap<>(stages);
                      cut.put(stage, cut(ppm));
                      other.put(kind, cut);
                      setting(Kind.STAGE_PPM, kind + "." + stage, ppm, "stages_ppm", other);
                    }));
  }

  private void rates() {
    for (Map.Entry<RevenueKind, Integer> rate : trial.policy().royaltyRatePpm().entrySet()) {
      Map<String, Object> other = new LinkedHashMap<>();
      trial.policy().royaltyRatePpm().forEach((kind, ppm) -> other.put(kind.key(), ppm));
      other.put(rate.getKey().key(), cut(rate.getValue()));
      setting(Kind.RATE_PPM, rate.getKey().key(), rate.getValue(), "royalty_rate_ppm", other);
    }
  }

  private void setting(Kind kind, String name, int ppm, String key, Object value) {
    if (ppm == 0) {
      return;
    }
    Map<String, Object> settings = new LinkedHashMap<>(trial.policy().settings());
    settings.put(key, value);
    tell(
        new Moved(
            kind,
            name,
            BigInteger.valueOf(ppm),
            BigInteger.valueOf(cut(ppm)),
            BigInteger.ZERO,
            List.of()),
        trial.with(Policy.of(settings)));
  }

  private void tell(Moved what, Trial other) {
    SortedMap<String, BigInteger> changes = new TreeMap<>(KeyOrder.UTF8);
    changes.putAll(Trial.places(other.settle()));
    before.forEach((place, micros) -> changes.merge(place, micros.negate(), BigInteger::add));
    List<Change> told = new ArrayList<>();
    BigInteger gained = BigInteger.ZERO;
    for (Map.Entry<String, BigInteger> change : changes.entrySet()) {
      if (change.getValue().signum() != 0) {
        told.add(new Change(change.getKey(), change.getValue()));
        gained = gained.add(change.getValue().max(BigInteger.ZERO));
      }
    }
    told.sort(
        Comparator.comparing((Change change) -> change.micros().abs())
            .reversed()
            .thenComparing(Change::place, KeyOrder.UTF8));
    moved.add(new Moved(what.kind(), what.name(), what.before(), what.after(), gained, told));
  }
}
