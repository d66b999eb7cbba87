package org.headwaters.core.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InclusionTest {
  private static final int MOST = 34;
  private static final List<Hash> LEAVES = RfcTree.leaves(MOST);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 8 | lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c="
            + " Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4="
            + " a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=",
        "5 | 8 | vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms="
            + " yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA="
            + " 037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
        "2 | 3 | +sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=",
        "1 | 5 | bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0="
            + " Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4="
            + " vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
      })
  void proofsAreThoseOfOtherImplementations(int index, int size, String path) {
    List<Hash> proof = tree(RfcTree.LEAVES).inclusion(index, size);
    assertThat(String.join(" ", proof.stream().map(Hash::base64).toList())).isEqualTo(path);
    Inclusion.check(
        new Inclusion<>(index, size, proof),
        RfcTree.LEAVES.get(index),
        Hash.parseHex(RfcTree.ROOTS.get(size)));
  }

  @Test
  void everyLeafOfEveryTreeIsProvedInItsPlaceAndNoOther() {
    GrowingTree<Hash> tree = tree(LEAVES);
    for (int size = 1; size <= MOST; size++) {
      Hash root = RfcTree.naiveRoot(LEAVES.subList(0, size));
      assertThat(tree.root(size)).isEqualTo(root);
      for (int index = 0; index < size; index++) {
        List<Hash> path = tree.inclusion(index, size);
        assertThat(path).isEqualTo(naivePath(index, LEAVES.subList(0, size)));
        Inclusion.check(new Inclusion<>(index, size, path), LEAVES.get(index), root);
        for (int other = 0; other < size; other++) {
          if (other != index) {
            refused(new Inclusion<>(other, size, path), LEAVES.get(index), root);
          }
        }
      }
    }
  }

  @Test
  void everyOtherPathLeafAndRootIsRefused() {
    GrowingTree<Hash> tree = tree(LEAVES);
    Hash wrong = Hash.ofLeaf(new byte[] {9, 9, 9});
    for (int size = 1; size <= MOST; size++) {
      Hash root = tree.root(size);
      for (int index = 0; index < size; index++) {
        List<Hash> path = tree.inclusion(index, size);
        Hash leaf = LEAVES.get(index);
        for (List<Hash> other : otherPaths(path, wrong, root)) {
          refused(new Inclusion<>(index, size, other), leaf, root);
        }
        refused(new Inclusion<>(index, size, path), wrong, root);
        refused(new Inclusion<>(index, size, path), leaf, wrong);
        refused(new Inclusion<>(index, size, path), leaf, Hash.EMPTY);
      }
    }
  }

  @Test
  void aProofThatIsTooLongOrTooShortSaysSo() {
    GrowingTree<Hash> tree = tree(LEAVES);
    List<Hash> path = tree.inclusion(4, 7);
    Hash root = tree.root(7);
    assertThat(path).hasSize(3);
    says(new Inclusion<>(4, 7, path.subList(0, 2)), root, "Proof of leaf 4 of 7: it is too short.");
    List<Hash> longer = new ArrayList<>(path);
    longer.add(root);
    says(new Inclusion<>(4, 7, longer), root, "Proof of leaf 4 of 7: it is too long.");
    says(new Inclusion<>(0, 1, List.of(root)), root, "Proof of leaf 0 of 1: it is too long.");
    says(new Inclusion<>(0, 2, List.of()), root, "Proof of leaf 0 of 2: it is too short.");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 1", "1, 1", "7, 7", "8, 7", "0, -1", "-1, -1"})
  void aLeafOutsideTheTreeIsRefused(long index, long size) {
    says(
        new Inclusion<>(index, size, List.of()),
        Hash.EMPTY,
        "Proof of leaf " + index + ": a tree of " + size + " has no such leaf.");
  }

  /** CVE-2012-2459: trees that repeat their last leaf give two lists of leaves one root. */
  @Test
  void anOddLeafIsNotPairedWithItself() {
    GrowingTree<Hash> tree = tree(LEAVES);
    List<Hash> doubled = new ArrayList<>(LEAVES.subList(0, 3));
    doubled.add(LEAVES.get(2));
    Hash three = tree.root(3);
    Hash four = RfcTree.naiveRoot(doubled);
    assertThat(three).isNotEqualTo(four);
    refused(new Inclusion<>(2, 3, List.of(LEAVES.get(2), tree.root(2))), LEAVES.get(2), four);
    refused(new Inclusion<>(3, 4, List.of(LEAVES.get(2), tree.root(2))), LEAVES.get(2), three);
  }

  @Test
  void aNodeIsNoLeaf() {
    GrowingTree<Hash> tree = tree(LEAVES);
    byte[] children = new byte[64];
    System.arraycopy(LEAVES.get(0).bytes(), 0, children, 0, 32);
    System.arraycopy(LEAVES.get(1).bytes(), 0, children, 32, 32);
    refused(new Inclusion<>(0, 2, List.of(tree.node(1, 1))), Hash.ofLeaf(children), tree.root(4));
  }

  @Test
  void sizesBeyondAnIntAreWalked() {
    // A tree of 2^40 leaves that are all alike has one node a level.
    List<Hash> path = new ArrayList<>();
    Hash node = LEAVES.get(0);
    for (int level = 0; level < 40; level++) {
      path.add(node);
      node = Hash.ofNode(node, node);
    }
    Inclusion.check(new Inclusion<>((1L << 39) + 3, 1L << 40, path), LEAVES.get(0), node);
  }

  @ParameterizedTest
  @CsvSource({"-1, 3", "3, 3", "0, 0", "0, 35", "34, 34"})
  void theTreeProvesNothingItHasNot(long index, long size) {
    GrowingTree<Hash> tree = tree(LEAVES);
    assertThatThrownBy(() -> tree.inclusion(index, size))
        .isInstanceOf(Breach.class)
        .hasMessage("No proof of leaf %d in %d leaves; the tree has 34.", index, size);
  }

  @Test
  void theTreeHasNoRootOfLeavesThatNeverWere() {
    GrowingTree<Hash> tree = tree(LEAVES);
    for (long size : new long[] {0, -1, MOST + 1}) {
      assertThatThrownBy(() -> tree.root(size))
          .isInstanceOf(Breach.class)
          .hasMessage("No root of %d leaves; the tree has 34.", size);
    }
    assertThat(tree.size()).isEqualTo(MOST);
    assertThat(new GrowingTree<>(NodeRule.PLAIN).size()).isZero();
  }

  static GrowingTree<Hash> tree(List<Hash> leaves) {
    GrowingTree<Hash> tree = new GrowingTree<>(NodeRule.PLAIN);
    leaves.forEach(tree::add);
    return tree;
  }

  /** Paths with a node too few, too many, changed, swapped or twice. */
  static List<List<Hash>> otherPaths(List<Hash> path, Hash wrong, Hash root) {
    List<List<Hash>> others = new ArrayList<>();
    for (int at = 0; at <= path.size(); at++) {
      for (Hash more : List.of(wrong, root, Hash.EMPTY)) {
        others.add(changed(path, at, 0, List.of(more)));
      }
      if (at < path.size()) {
        others.add(changed(path, at, 1, List.of()));
        others.add(changed(path, at, 1, List.of(wrong)));
        others.add(changed(path, at, 1, List.of(path.get(at), path.get(at))));
      }
      if (at + 1 < path.size()) {
        others.add(changed(path, at, 2, List.of(path.get(at + 1), path.get(at))));
      }
    }
    return others;
  }

  private static List<Hash> changed(List<Hash> path, int at, int gone, List<Hash> instead) {
    return Stream.of(path.subList(0, at), instead, path.subList(at + gone, path.size()))
        .flatMap(List::stream)
        .toList();
  }

  private static void refused(Inclusion<Hash> proof, Hash leaf, Hash root) {
    assertThatThrownBy(() -> Inclusion.check(proof, leaf, root))
        .as("%s", proof)
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("Proof of leaf " + proof.index());
  }

  private static void says(Inclusion<Hash> proof, Hash root, String message) {
    assertThatThrownBy(() -> Inclusion.check(proof, LEAVES.get(4), root))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(message);
  }

  /** PATH of RFC 6962 §2.1.1, word for word. */
  private static List<Hash> naivePath(int index, List<Hash> leaves) {
    if (leaves.size() == 1) {
      return List.of();
    }
    int half = 1;
    while (half * 2 < leaves.size()) {
      half *= 2;
    }
    List<Hash> left = leaves.subList(0, half);
    List<Hash> right = leaves.subList(half, leaves.size());
    List<Hash> path =
        new ArrayList<>(index < half ? naivePath(index, left) : naivePath(index - half, right));
    path.add(RfcTree.naiveRoot(index < half ? right : left));
    return path;
  }
}
