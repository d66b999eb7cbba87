package org.headwaters.core.statement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.History;
import org.headwaters.core.proof.Sums;

/**
 * Holders who lay their files side by side: one leaf that was shown to two, two leaves of one
 * holder, two weights trees of one name. Where all holders of a booking do it, nothing of its tree
 * stays hidden.
 */
public final class ComparedStatements {
  private static final String LEAVES = "leaves";

  /** One leaf, as a file shows it. */
  private record Shown(String holderId, LeafProof leaf) {}

  /** Leaves by the tree's root, then by place. */
  private final Map<String, TreeMap<Long, Shown>> trees = new TreeMap<>();

  private final Map<String, Long> sizes = new HashMap<>();

  private ComparedStatements() {}

  /** Looks at files each of which was seen to hold. */
  public static void of(Checks checks, List<StatementProof> files) {
    ComparedStatements compared = new ComparedStatements();
    checks
        .look(LEAVES, () -> compared.leaves(files))
        .ifPresent(
            each -> {
              checks.holds(LEAVES, each + " of the files, each of one holder, in their order");
              compared.trees.forEach((tree, leaves) -> compared.whole(checks, tree, leaves));
            });
    checks
        .look("weights", () -> weights(files))
        .ifPresent(each -> checks.holds("weights", each + " trees, each with one root"));
  }

  private int leaves(List<StatementProof> files) {
    int count = 0;
    for (StatementProof file : files) {
      for (BookingProof each : file.bookings()) {
        for (LeafProof leaf : each.leaf().stream().toList()) {
          String tree = each.booking().seq() + " of " + file.period();
          sizes.put(tree, leaf.proof().inclusion().size());
          add(tree, new Shown(file.holderId(), leaf));
          count++;
        }
      }
    }
    trees.forEach(ComparedStatements::inOrder);
    return count;
  }

  private void add(String tree, Shown shown) {
    TreeMap<Long, Shown> leaves = trees.computeIfAbsent(tree, each -> new TreeMap<>());
    long index = shown.leaf().proof().inclusion().index();
    Shown other = leaves.put(index, shown);
    InvalidInput.check(
        other == null,
        "Booking %s: leaf %d was shown twice, to %s and to %s.",
        tree,
        index,
        other == null ? "" : other.holderId(),
        shown.holderId());
  }

  private static void inOrder(String tree, SortedMap<Long, Shown> leaves) {
    String last = "";
    for (Map.Entry<Long, Shown> each : leaves.entrySet()) {
      String holder = each.getValue().holderId();
      InvalidInput.check(
          !holder.equals(last),
          "Booking %s: %s has two leaves, one is %d.",
          tree,
          holder,
          each.getKey());
      InvalidInput.check(
          KeyOrder.UTF8.compare(last, holder) < 0,
          "Booking %s: leaf %d is that of %s, which stands before %s: a leaf out of its order can"
              + " hide another of the same holder.",
          tree,
          each.getKey(),
          holder,
          last);
      last = holder;
    }
  }

  /** Where every leaf is shown, they are all that was booked; else the places are named. */
  private void whole(Checks checks, String tree, SortedMap<Long, Shown> leaves) {
    long size = sizes.getOrDefault(tree, 0L);
    List<Long> missing = new ArrayList<>();
    for (long i = 0; i < size && missing.size() < 3; i++) {
      if (!leaves.containsKey(i)) {
        missing.add(i);
      }
    }
    if (missing.isEmpty()) {
      Sums sums = Sums.zero(2);
      for (Shown shown : leaves.values()) {
        sums = sums.plus(shown.leaf().leaf().sums());
      }
      checks.holds(
          "all holders",
          "booking "
              + tree
              + ": the files are all "
              + size
              + ", credits and debits "
              + sums.each());
    } else {
      checks.notShown(
          "all holders",
          "whose "
              + (size - leaves.size())
              + " more of the "
              + size
              + " leaves of booking "
              + tree
              + " are, from leaf "
              + missing.get(0)
              + " on: no file here is of them");
    }
  }

  private static int weights(List<StatementProof> files) {
    List<History.Given> given = new ArrayList<>();
    for (StatementProof file : files) {
      long seq = file.made().booking().seq();
      for (OriginProof origin : file.origins()) {
        for (RowProof tree : origin.tree().stream().toList()) {
          given.add(
              new History.Given(
                  seq,
                  tree.said("contributions_id") + "/" + tree.said("part"),
                  Hash.parseHex(tree.said("root"))));
        }
      }
    }
    for (History.Conflict conflict : History.twoRoots(given)) {
      throw new InvalidInput(
          "The weights %s have two roots, in the bookings %d and %d: two truths were sealed.",
          conflict.about(), conflict.first(), conflict.second());
    }
    return (int) given.stream().map(History.Given::id).distinct().count();
  }
}
