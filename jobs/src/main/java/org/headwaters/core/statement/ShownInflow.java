package org.headwaters.core.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.Inflow;
import org.headwaters.core.settlement.MoneyFlow;

/** What reached a data set or asset for one part, by flows that were booked. */
final class ShownInflow {
  private final List<Inflow> inflows;
  private final Optional<RowProof> tree;

  private ShownInflow(List<Inflow> inflows, Optional<RowProof> tree) {
    this.inflows = inflows;
    this.tree = tree;
  }

  /**
   * Looks at the place of every row.
   *
   * @param flows the root of asset_flows
   * @param trees the root of contribution_trees
   * @throws InvalidInput for a row that was not booked, of another part, or shown twice
   */
  static ShownInflow of(OriginProof origin, TableRoot flows, TableRoot trees) {
    String told = origin.originId() + ", " + origin.part();
    List<MoneyFlow> shown = new ArrayList<>();
    long last = -1;
    for (RowProof row : origin.flows()) {
      row.check(flows);
      long index = row.inclusion().index();
      InvalidInput.check(index > last, "%s: flow %d is shown twice or out of order.", told, index);
      last = index;
      MoneyFlow flow =
          new MoneyFlow(
              row.said("child_id"),
              FlowKind.of(row.said("to_kind")),
              row.cell("to_id"),
              null,
              null,
              null,
              row.number("amount_micros"));
      InvalidInput.check(
          Inflow.of(flow)
              .filter(
                  inflow ->
                      inflow.originId().equals(origin.originId())
                          && inflow.part().key().equals(origin.part()))
              .isPresent(),
          "%s: flow %d is of %s, to %s.",
          told,
          index,
          flow.fromId(),
          flow.kind().key());
      shown.add(flow);
    }
    for (RowProof tree : origin.tree().stream().toList()) {
      tree.check(trees);
      InvalidInput.check(
          tree.said("dataset_id").equals(origin.originId())
              && tree.said("part").equals(origin.part()),
          "%s: the tree that is shown is of %s, %s.",
          told,
          tree.said("dataset_id"),
          tree.said("part"));
    }
    return new ShownInflow(Inflow.all(shown), origin.tree());
  }

  /** Micros of each sign; of one source where the flows name it. */
  List<Long> of(Optional<String> sourceId) {
    return inflows.stream()
        .filter(inflow -> Optional.ofNullable(inflow.sourceId()).equals(sourceId))
        .map(Inflow::amountMicros)
        .toList();
  }

  /** The row of the tree of weights. */
  Optional<RowProof> tree() {
    return tree;
  }

  /** The root that such a row gives. */
  static TableRoot root(RowProof tree) {
    long leaves = tree.number("sources");
    InvalidInput.check(leaves > 0, "A tree of %d weights.", leaves);
    return new TableRoot(
        "contribution_trees/" + tree.said("part"), "", leaves, Hash.parseHex(tree.said("root")));
  }
}
