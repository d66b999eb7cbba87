package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.lineage.Part.Target;

/** Turns the amounts that left by the leaves into flows and balances, and checks their sums. */
final class FlowReport {
  private final AssetGraph graph;
  private final List<Passage> passages;
  private final List<Flow> flows = new ArrayList<>();
  private final List<Balance> balances = new ArrayList<>();

  FlowReport(AssetGraph graph, List<Passage> passages) {
    this.graph = graph;
    this.passages = passages;
  }

  Flows flows(Entries entries) {
    for (int asset = 0; asset < graph.size(); asset++) {
      List<Flow> left = new ArrayList<>();
      BigInteger in = BigInteger.ZERO;
      boolean came = false;
      for (Passage passage : passages) {
        addLeft(passage, asset, left);
        in = in.add(passage.in(asset));
        came |= passage.in(asset).signum() != 0;
      }
      flows.addAll(left);
      if (came || !left.isEmpty()) {
        balances.add(balance(asset, in, left));
      }
    }
    for (Passage passage : passages) {
      checkConserved(passage.sign(), entries.ofSign(passage.sign()).values());
    }
    return new Flows(
        entries, Collections.unmodifiableList(flows), Collections.unmodifiableList(balances));
  }

  /** What left at an asset with one sign, each kind of flow once. */
  private void addLeft(Passage passage, int asset, List<Flow> left) {
    Map<Target, BigInteger> sums = new LinkedHashMap<>();
    for (int leaf = graph.firstLeaf(asset); leaf < graph.firstLeaf(asset + 1); leaf++) {
      BigInteger amount = passage.out(leaf);
      if (amount.signum() != 0) {
        sums.merge(withoutWeight(graph.target(leaf)), amount, BigInteger::add);
      }
    }
    BigInteger kept = passage.kept(asset);
    if (kept.signum() != 0) {
      sums.put(
          new Target(Destination.UNDISCLOSED, null, Reason.CLOSED_CYCLE, null, null, null), kept);
    }
    sums.forEach((target, amount) -> left.add(flow(asset, target, amount)));
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

  /** All that entered with one sign is somewhere, and is nowhere twice. */
  private void checkConserved(int sign, Collection<BigInteger> entries) {
    BigInteger in = BigInteger.ZERO;
    for (BigInteger entry : entries) {
      in = in.add(entry);
    }
    BigInteger stayed = BigInteger.ZERO;
    for (Flow flow : flows) {
      if (flow.destination() != Destination.ASSET && flow.amountMicros().signum() == sign) {
        stayed = stayed.add(flow.amountMicros());
      }
    }
    Breach.check(in.equals(stayed), "%s micros entered the graph, %s micros arrived.", in, stayed);
  }
}
