package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * Splits money that enters a group of assets with cycles over the group's exits.
 *
 * <p>Let D be the members' denominators, M = D·(I − Q) their loop equations in whole numbers, and N
 * the numerators of their exits. Money that enters at s leaves by exit e of member a with
 * probability y[a]·N[e], where y·M = e_s. For any guess y, the rest r = e_s − y·M is what the guess
 * leaves in the loop, and as all that is in the loop leaves it some time, no probability is off by
 * more than Σ|r|. So guesses are refined until every floor is decided. Where V·X is whole, no
 * interval around it decides, but X is a multiple of 1/det M and det M ≤ ΠD: a width below 1/ΠD
 * proves that it is whole.
 */
final class LoopSolver {
  /** More members than this are refused: work grows with their cube. */
  static final int MAX_GROUP_ASSETS = 2_000;

  /** Decides nearly every cut of a 64-bit amount at once; work grows with its square. */
  private static final int FIRST_BITS = 128;

  private static final int MAX_BITS = 1 << 28;

  private final int size;
  private final @Nullable BigInteger[][] inner;
  private final BigInteger[] denominators;

  /** Exits in order: the member they leave, and the numerator over its denominator. */
  private final List<Way> exits = new ArrayList<>();

  /** Bits of the product of all denominators. */
  private final int exactBits;

  /**
   * Far more digits than the factors can need. Rounding is off by 2^−bits, which grows by less than
   * 3/pivot with each member that is eliminated; the product of the pivots is det(I − Q) ≥ 1/ΠD.
   */
  private final int mostBits;

  private final int denominatorBits;
  private LoopFactors factors;
  private int bits = FIRST_BITS;

  /** An exit of the group. */
  private record Way(int member, BigInteger numerator) {}

  /** The group must have an exit; its exits are taken by member, then by leaf. */
  LoopSolver(AssetGraph graph, int group) {
    Groups groups = graph.groups();
    this.size = groups.size(group);
    checkSize(size, graph.groupId(group));
    this.inner = new BigInteger[size][size];
    this.denominators = new BigInteger[size];
    int sum = 0;
    int largest = 0;
    for (int member = 0; member < size; member++) {
      int asset = groups.member(group, member);
      denominators[member] = graph.denominator(asset);
      sum += denominators[member].bitLength();
      largest = Math.max(largest, denominators[member].bitLength());
      for (int leaf = graph.firstLeaf(asset); leaf < graph.firstLeaf(asset + 1); leaf++) {
        int parent = graph.parent(leaf);
        if (parent >= 0 && groups.groupOf(parent) == group) {
          int to = groups.place(parent);
          BigInteger before = inner[member][to];
          BigInteger numerator = graph.numerator(leaf);
          inner[member][to] = before == null ? numerator : before.add(numerator);
        } else {
          exits.add(new Way(member, graph.numerator(leaf)));
        }
      }
    }
    this.exactBits = sum;
    this.mostBits = (int) Math.min(MAX_BITS, 16L * sum + 8 * FIRST_BITS);
    this.denominatorBits = largest;
    this.factors = new LoopFactors(inner, denominators, bits);
  }

  static void checkSize(int size, String groupId) {
    InvalidInput.check(
        size <= MAX_GROUP_ASSETS,
        "The group of %s has %s assets that derive from each other, more than %s. Check the"
            + " derivations among them: real lineage has no such cycles.",
        groupId,
        size,
        MAX_GROUP_ASSETS);
  }

  /**
   * The parts of a positive amount that enters at a member, one for each exit in order; they sum to
   * the amount.
   */
  List<BigInteger> split(BigInteger amountMicros, int entry) {
    Guess guess = new Guess(entry);
    List<BigInteger> parts = guess.split(amountMicros);
    while (parts == null) {
      guess.refine();
      parts = guess.split(amountMicros);
    }
    return parts;
  }

  /** How many digits the factors have by now. */
  int bits() {
    return bits;
  }

  /** Money on its way from one entry, ever more exactly known. */
  private final class Guess {
    private final int entry;

    /** y and r, in units of 2^−scale. */
    private BigInteger[] passed;

    private BigInteger[] rest;
    private int scale;
    private int sureBits;

    Guess(int entry) {
      this.entry = entry;
      this.passed = new BigInteger[0];
      this.rest = new BigInteger[0];
      restart();
    }

    private void restart() {
      scale = bits + denominatorBits;
      passed = new BigInteger[size];
      rest = new BigInteger[size];
      for (int member = 0; member < size; member++) {
        passed[member] = BigInteger.ZERO;
        rest[member] = BigInteger.ZERO;
      }
      rest[entry] = BigInteger.ONE.shiftLeft(scale);
      step();
      sureBits = scale - left().bitLength();
    }

    /** Adds about {@link #bits} to what is sure. */
    void refine() {
      int before = sureBits;
      scale += bits;
      for (int member = 0; member < size; member++) {
        passed[member] = passed[member].shiftLeft(bits);
        rest[member] = rest[member].shiftLeft(bits);
      }
      step();
      sureBits = scale - left().bitLength();
      if (sureBits - before < bits / 2) {
        sharpen();
      }
    }

    /** Loops that money hardly leaves need more digits in the factors. */
    private void sharpen() {
      bits = 2 * bits;
      Breach.check(bits <= mostBits, "A cycle needs more than %s bits.", mostBits);
      factors = new LoopFactors(inner, denominators, bits);
      restart();
    }

    /** Moves the rest through the loop; what that misses is the new rest, exactly. */
    private void step() {
      BigInteger[] visits = factors.visits(rest);
      for (int member = 0; member < size; member++) {
        BigInteger more = visits[member].divide(denominators[member]);
        if (more.signum() == 0) {
          continue;
        }
        passed[member] = passed[member].add(more);
        rest[member] = rest[member].subtract(more.multiply(denominators[member]));
        for (int to = 0; to < size; to++) {
          BigInteger numerator = inner[member][to];
          if (numerator != null) {
            rest[to] = rest[to].add(more.multiply(numerator));
          }
        }
      }
    }

    private BigInteger left() {
      BigInteger sum = BigInteger.ZERO;
      for (BigInteger waiting : rest) {
        sum = sum.add(waiting.abs());
      }
      return sum;
    }

    /** Null while a floor is undecided. */
    private @Nullable List<BigInteger> split(BigInteger amountMicros) {
      BigInteger error = left().multiply(amountMicros);
      boolean exact = error.bitLength() + 1 + exactBits < scale;
      List<BigInteger> parts = new ArrayList<>(exits.size());
      BigInteger upTo = BigInteger.ZERO;
      BigInteger before = BigInteger.ZERO;
      for (int exit = 0; exit < exits.size(); exit++) {
        Way way = exits.get(exit);
        upTo = upTo.add(passed[way.member()].multiply(way.numerator()));
        BigInteger middle = upTo.multiply(amountMicros);
        BigInteger cut = middle.add(error).shiftRight(scale);
        if (exit == exits.size() - 1) {
          cut = amountMicros; // the last X is 1
        } else if (!exact && !cut.equals(middle.subtract(error).shiftRight(scale))) {
          return null;
        }
        parts.add(cut.subtract(before));
        before = cut;
      }
      return parts;
    }
  }
}
