package org.headwaters.core.answers;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headwaters.core.Breach;
import org.headwaters.core.money.KeyOrder;

/**
 * An amount as a tree: each branch is the sum of its own branches, down to single ways, so that it
 * can be folded at any place and still adds up.
 *
 * @param step what it is, below the branch that it is of
 * @param ways how many single ways it is the sum of
 * @param branches the largest first, equals by name; none for a single way
 */
public record Branch(String step, BigInteger micros, int ways, List<Branch> branches) {

  private static final Comparator<Branch> LARGEST_FIRST =
      Comparator.comparing((Branch branch) -> branch.micros().abs())
          .reversed()
          .thenComparing(Branch::step, KeyOrder.UTF8);

  /** A single way: its steps from the root's end, at least one. */
  public record Way(List<String> steps, BigInteger micros) {
    /** Copies. */
    public Way {
      steps = List.copyOf(steps);
      Breach.check(!steps.isEmpty(), "A way of %s micros has no steps.", micros);
    }
  }

  /**
   * A line of a folded tree.
   *
   * @param depth how many open lines it stands below, from 0
   * @param steps those that lead to it from the line above; empty for what is left over
   * @param ways how many single ways are in it
   */
  public record Line(int depth, List<String> steps, BigInteger micros, int ways) {
    /** Copies. */
    public Line {
      steps = List.copyOf(steps);
    }

    /** Whether it is what the lines beside it leave. */
    public boolean other() {
      return steps.isEmpty();
    }
  }

  /** Copies. */
  public Branch {
    branches = List.copyOf(branches);
  }

  /** The tree of these ways; two ways of the same steps are one branch of two. */
  public static Branch of(String root, List<Way> ways) {
    return grown(root, ways, 0);
  }

  private static Branch grown(String step, List<Way> ways, int depth) {
    BigInteger micros = ways.stream().map(Way::micros).reduce(BigInteger.ZERO, BigInteger::add);
    Map<String, List<Way>> below = new LinkedHashMap<>();
    for (Way way : ways) {
      if (way.steps().size() > depth) {
        below.computeIfAbsent(way.steps().get(depth), next -> new ArrayList<>()).add(way);
      }
    }
    List<Branch> branches = new ArrayList<>();
    below.forEach((next, of) -> branches.add(grown(next, of, depth + 1)));
    // Ways that end here while others go on stand beside them, so that the branches add up.
    List<Way> ending = ways.stream().filter(way -> way.steps().size() == depth).toList();
    if (!ending.isEmpty() && !branches.isEmpty()) {
      branches.add(grown("", ending, depth));
    }
    branches.sort(LARGEST_FIRST);
    return new Branch(step, micros, ways.size(), branches);
  }

  /**
   * The tree with so many levels open and the {@code top} largest branches of each. What branches
   * beyond those are worth is the last line of its level; where nothing branches off, steps are
   * told in one line. The lines of a level sum to the line above them.
   */
  public List<Line> folded(int levels, int top) {
    List<Line> lines = new ArrayList<>();
    fold(0, Math.max(levels, 1), top, lines);
    return lines;
  }

  /** Every single way, from the root's end. */
  public List<Way> leaves() {
    List<Way> leaves = new ArrayList<>();
    collect(List.of(), leaves);
    return leaves;
  }

  private void collect(List<String> above, List<Way> leaves) {
    for (Branch branch : branches) {
      List<String> steps = new ArrayList<>(above);
      steps.add(branch.step);
      if (branch.branches.isEmpty()) {
        leaves.add(new Way(steps, branch.micros));
      } else {
        branch.collect(steps, leaves);
      }
    }
  }

  /** Follows what does not branch, noting the steps. */
  public Branch straight(List<String> steps) {
    Branch at = this;
    while (at.branches.size() == 1) {
      at = at.branches.get(0);
      steps.add(at.step);
    }
    return at;
  }

  private void fold(int depth, int levels, int top, List<Line> lines) {
    BigInteger left = micros;
    int leftWays = ways;
    for (Branch branch : branches.subList(0, Math.min(top, branches.size()))) {
      List<String> steps = new ArrayList<>();
      steps.add(branch.step);
      Branch end = branch.straight(steps);
      lines.add(new Line(depth, steps, end.micros, end.ways));
      if (depth + 1 < levels) {
        end.fold(depth + 1, levels, top, lines);
      }
      left = left.subtract(branch.micros);
      leftWays -= branch.ways;
    }
    if (leftWays > 0 && branches.size() > top) {
      lines.add(new Line(depth, List.of(), left, leftWays));
    }
  }
}
