package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.lineage.Part.Target;
import org.jspecify.annotations.Nullable;

/** Turns the amounts that left by the leaves into flows and balances, and checks their sum. */
final class FlowReport {
  private final AssetGraph graph;
  private final @Nullable BigInteger[] inflows;
  private final @Nullable BigInteger[] amounts;
  private final Map<Integer, BigInteger> closed;
  private final List<Flow> flows = new ArrayList<>();
  private final List<Balance> balances = new ArrayList<>();

  FlowReport(
      AssetGraph graph,
      @Nullable BigInteger[] inflows,
      @Nullable BigInteger[] amounts,
      Map<Integer, BigInteger> closed) {
    this.graph = graph;
    this.inflows = inflows;
    this.amounts = amounts;
    this.closed = closed;
  }

  Flows flows(SortedMap<String, BigInteger> entries) {
    for (int asset = 0; asset < graph.size(); asset++) {
      List<Flow> left = left(asset);
      flows.addAll(left);
      BigInteger inflow = inflows[asset];
      BigInteger in = inflow == null ? BigInteger.ZERO : inflow;
      if (in.signum() != 0 || !left.isEmpty()) {
        balances.add(balance(asset, in, left));
      }
    }
    checkConserved(entries);
    return new Flows(
        entries, Collections.unmodifiableList(flows), Collections.unmodifiableList(balances));
  }

  /** What left at an asset, each kind of flow once. */
  private List<Flow> left(int asset) {
    Map<Target, BigInteger> sums = new LinkedHashMap<>();
    for (int leaf = graph.firstLeaf(asset); leaf < graph.firstLeaf(asset + 1); leaf++) {
      BigInteger amount = amounts[leaf];
      if (amount != null && amount.signum() != 0) {
        sums.merge(withoutWeight(graph.target(leaf)), amount, BigInteger::add);
      }
    }
    BigInteger kept = closed.get(asset);
    if (kept != null) {
      sums.put(
          new Target(Destination.UNDISCLOSED, null, Reason.CLOSED_CYCLE, null, null, null), kept);
    }
    List<Flow> left = new ArrayList<>(sums.size());
    sums.forEach(
        (target, amount) -> {
          if (amount.signum() != 0) {
            left.add(flow(asset, target, amount));
          }
        });
    return left;
  }

  private static Target withoutWeight(Target target) {
    return new Target(
        target.destination(),
        target.parentId(),
        target.reason(),
        target.stage(),
        target.relation(),
        null);
  }

  private Flow flow(int asset, Target target, BigInteger amountMicros) {
    return new Flow(
        graph.assetId(asset),
        target.destination(),
        target.parentId(),
        target.reason(),
        target.stage(),
        target.relation(),
        amountMicros);
  }

  private Balance balance(int asset, BigInteger in, List<Flow> left) {
    EnumMap<Reason, BigInteger> undisclosed = new EnumMap<>(Reason.class);
    BigInteger out = BigInteger.ZERO;
    for (Flow flow : left) {
      out = out.add(flow.amountMicros());
      Reason reason = flow.reason();
      if (reason != null) {
        undisclosed.merge(reason, flow.amountMicros(), BigInteger::add);
      }
    }
    return new Balance(
        graph.assetId(asset),
        graph.groupId(graph.groups().groupOf(asset)),
        in,
        out,
        sum(left, Destination.ASSET),
        sum(left, Destination.OWN),
        sum(left, Destination.DOCUMENTS),
        sum(left, Destination.PEOPLE),
        sum(left, Destination.OUTPUT_ATTRIBUTIONS),
        Collections.unmodifiableSortedMap(new TreeMap<>(undisclosed)));
  }

  private static BigInteger sum(List<Flow> left, Destination destination) {
    BigInteger sum = BigInteger.ZERO;
    for (Flow flow : left) {
      if (flow.destination() == destination) {
        sum = sum.add(flow.amountMicros());
      }
    }
    return sum;
  }

  /** All that entered is somewhere, and is nowhere twice. */
  private void checkConserved(SortedMap<String, BigInteger> entries) {
    BigInteger in = BigInteger.ZERO;
    for (BigInteger entry : entries.values()) {
      in = in.add(entry);
    }
    BigInteger stayed = BigInteger.ZERO;
    for (Flow flow : flows) {
      if (flow.destination() != Destination.ASSET) {
        stayed = stayed.add(flow.amountMicros());
      }
    }
    Breach.check(in.equals(stayed), "%s micros entered the graph, %s micros arrived.", in, stayed);
  }
}
