package org.headwaters.core.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsistencyTest {
  private static final int MOST = 34;
  private static final GrowingTree<Hash> TREE = InclusionTest.tree(RfcTree.leaves(MOST));
  private static final Hash WRONG = Hash.ofLeaf(new byte[] {9, 9, 9});

  @Test
  void everyTreeBeginsWithEverySmallerOne() {
    List<Hash> leaves = RfcTree.leaves(MOST);
    for (int size = 1; size <= MOST; size++) {
      for (int before = 1; before <= size; before++) {
        List<Hash> proof = TREE.consistency(before, size);
        assertThat(proof)
            .as("%s to %s", before, size)
            .isEqualTo(naiveProof(before, leaves.subList(0, size), true));
        Consistency.check(before, size, proof, TREE.root(before), TREE.root(size));
      }
    }
  }

  @Test
  void everyOtherProofAndRootIsRefused() {
    for (int size = 2; size <= MOST; size++) {
      for (int before = 1; before < size; before++) {
        List<Hash> proof = TREE.consistency(before, size);
        Hash then = TREE.root(before);
        Hash now = TREE.root(size);
        for (List<Hash> other : InclusionTest.otherPaths(proof, WRONG, now)) {
          refused(before, size, other, then, now);
        }
        refused(before, size, proof, WRONG, now);
        refused(before, size, proof, then, WRONG);
        refused(before, size, proof, now, then);
        refused(before, size, List.of(), then, now);
      }
    }
  }

  @Test
  void aHistoryThatWasRewrittenIsRefused() {
    List<Hash> rewritten = new ArrayList<>(RfcTree.leaves(MOST));
    rewritten.set(5, WRONG);
    GrowingTree<Hash> other = InclusionTest.tree(rewritten);
    for (int size = 8; size <= MOST; size++) {
      refused(7, size, other.consistency(7, size), TREE.root(7), other.root(size));
      refused(7, size, TREE.consistency(7, size), TREE.root(7), other.root(size));
    }
  }

  @Test
  void refusalsSayWhatIsWrong() {
    List<Hash> proof = TREE.consistency(3, 7);
    assertThat(proof).hasSize(4);
    says(3, 7, proof.subList(0, 3), "Proof from 3 to 7 leaves: it is too short.");
    says(3, 7, List.of(), "Proof from 3 to 7 leaves: it is too short.");
    List<Hash> longer = new ArrayList<>(proof);
    longer.add(WRONG);
    says(3, 7, longer, "Proof from 3 to 7 leaves: it is too long.");
    says(7, 7, List.of(WRONG), "Proof from 7 to 7 leaves: it is too long.");
    Hash three = TREE.root(3);
    Hash seven = TREE.root(7);
    assertThatThrownBy(() -> Consistency.check(3, 7, proof, WRONG, seven))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "Proof from 3 to 7 leaves: it leads to the older root %s, not to %s.", three, WRONG);
    assertThatThrownBy(() -> Consistency.check(3, 7, proof, three, WRONG))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "Proof from 3 to 7 leaves: it leads to the newer root %s, not to %s.", seven, WRONG);
    assertThatThrownBy(() -> Consistency.check(7, 7, List.of(), seven, WRONG))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Two trees of 7 leaves have the roots %s and %s: two histories.", seven, WRONG);
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "4, 3", "-1, 3", "0, 0"})
  void noTreeShrinks(long before, long size) {
    assertThatThrownBy(() -> Consistency.check(before, size, List.of(), Hash.EMPTY, TREE.root(3)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Proof from %d to %d leaves: no tree shrinks.", before, size);
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "4, 3", "3, 35"})
  void theTreeProvesNothingItWasNot(long before, long size) {
    assertThatThrownBy(() -> TREE.consistency(before, size))
        .isInstanceOf(Breach.class)
        .hasMessage("No proof from %d to %d leaves; the tree has 34.", before, size);
  }

  private static void refused(long before, long size, List<Hash> proof, Hash then, Hash now) {
    assertThatThrownBy(() -> Consistency.check(before, size, proof, then, now))
        .as("%s to %s by %s", before, size, proof)
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("Proof from " + before + " to " + size);
  }

  private static void says(long before, long size, List<Hash> proof, String message) {
    assertThatThrownBy(
            () -> Consistency.check(before, size, proof, TREE.root(before), TREE.root(size)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(message);
  }

  /** SUBPROOF of RFC 6962 §2.1.2, word for word. */
  private static List<Hash> naiveProof(int before, List<Hash> leaves, boolean known) {
    if (before == leaves.size()) {
      return known ? List.of() : List.of(RfcTree.naiveRoot(leaves));
    }
    int half = 1;
    while (half * 2 < leaves.size()) {
      half *= 2;
    }
    List<Hash> left = leaves.subList(0, half);
    List<Hash> right = leaves.subList(half, leaves.size());
    List<Hash> proof =
        new ArrayList<>(
            before <= half
                ? naiveProof(before, left, known)
                : naiveProof(before - half, right, false));
    proof.add(RfcTree.naiveRoot(before <= half ? right : left));
    return proof;
  }
}
