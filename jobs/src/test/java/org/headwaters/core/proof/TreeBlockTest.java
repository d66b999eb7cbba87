package org.headwaters.core.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.headwaters.core.Breach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TreeBlockTest {
  @Test
  void rootsAreThoseOfRfc6962() {
    TreeBuilder<Hash> tree = new TreeBuilder<>(NodeRule.PLAIN);
    for (int size = 0; size <= 8; size++) {
      assertThat(tree.end()).isEqualTo(size);
      assertThat(tree.block().root(NodeRule.PLAIN, Hash.EMPTY).hex())
          .as("%s leaves", size)
          .isEqualTo(RfcTree.ROOTS.get(size));
      if (size < 8) {
        tree.add(RfcTree.LEAVES.get(size));
      }
    }
  }

  @Test
  void leavesAndNodesAreHashedWithAByteThatTellsThemApart() {
    assertThat(Hash.ofLeaf("L123456".getBytes(java.nio.charset.StandardCharsets.UTF_8)).hex())
        .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
    byte[] node = "\u0001N123N456".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(Hash.of(node).hex())
        .isEqualTo("aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
    Hash left = Hash.ofLeaf(new byte[] {1});
    Hash right = Hash.ofLeaf(new byte[] {2});
    assertThat(Hash.ofNode(left, right))
        .isEqualTo(Hash.of(new byte[] {1}, left.bytes(), right.bytes()))
        .isNotEqualTo(Hash.ofNode(right, left));
  }

  @Test
  void everyTreeHasTheRootThatTheDefinitionGives() {
    List<Hash> leaves = RfcTree.leaves(130);
    TreeBuilder<Hash> tree = new TreeBuilder<>(NodeRule.PLAIN);
    for (int size = 1; size <= leaves.size(); size++) {
      tree.add(leaves.get(size - 1));
      assertThat(tree.block().root(NodeRule.PLAIN, Hash.EMPTY))
          .as("%s leaves", size)
          .isEqualTo(RfcTree.naiveRoot(leaves.subList(0, size)));
    }
  }

  @Test
  void aBlockHoldsTheLargestWholeSubtrees() {
    List<Hash> leaves = RfcTree.leaves(40);
    for (int start = 0; start <= 40; start++) {
      for (int end = start; end <= 40; end++) {
        List<Hash> expected = new ArrayList<>();
        naiveSubtrees(leaves, start, end, 0, 64, expected);
        TreeBlock<Hash> block = block(leaves, start, end);
        assertThat(block.nodes()).as("%s to %s", start, end).isEqualTo(expected);
        assertThat(block.start()).isEqualTo(start);
        assertThat(block.end()).isEqualTo(end);
      }
    }
  }

  @Test
  void blocksJoinToTheSameTreeWhereverItIsCut() {
    List<Hash> leaves = RfcTree.leaves(600);
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      int size = random.nextInt(leaves.size() + 1);
      TreeBlock<Hash> tree = new TreeBlock<>(0, 0, List.of());
      while (tree.end() < size) {
        // Blocks of no leaves too: partitions may be empty.
        int next = (int) Math.min(size, tree.end() + random.nextInt(1 + random.nextInt(200)));
        tree = tree.join(block(leaves, (int) tree.end(), next), NodeRule.PLAIN);
      }
      assertThat(tree).isEqualTo(block(leaves, 0, size));
    }
  }

  @Test
  void itDoesNotMatterWhichNeighboursAreJoinedFirst() {
    List<Hash> leaves = RfcTree.leaves(90);
    Random random = new Random(4);
    for (int round = 0; round < 300; round++) {
      int[] cuts = random.ints(4, 0, leaves.size() + 1).sorted().toArray();
      TreeBlock<Hash> a = block(leaves, cuts[0], cuts[1]);
      TreeBlock<Hash> b = block(leaves, cuts[1], cuts[2]);
      TreeBlock<Hash> c = block(leaves, cuts[2], cuts[3]);
      assertThat(a.join(b, NodeRule.PLAIN).join(c, NodeRule.PLAIN))
          .isEqualTo(a.join(b.join(c, NodeRule.PLAIN), NodeRule.PLAIN))
          .isEqualTo(block(leaves, cuts[0], cuts[3]));
    }
  }

  @Test
  void blocksThatDoNotFollowEachOtherAreRefused() {
    List<Hash> leaves = RfcTree.leaves(9);
    TreeBlock<Hash> first = block(leaves, 0, 3);
    assertThatThrownBy(() -> first.join(block(leaves, 4, 9), NodeRule.PLAIN))
        .isInstanceOf(Breach.class)
        .hasMessage("Cannot join the leaves 0 to 3 with those from 4 on.");
    assertThatThrownBy(() -> first.join(block(leaves, 2, 9), NodeRule.PLAIN))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("with those from 2 on");
    assertThatThrownBy(() -> block(leaves, 1, 9).root(NodeRule.PLAIN, Hash.EMPTY))
        .isInstanceOf(Breach.class)
        .hasMessage("A block that begins with leaf 1 has no root; join those before it.");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, No block of leaves: -1 to 0.",
    "3, 2, 0, No block of leaves: 3 to 2.",
    "0, 3, 1, 'The leaves 0 to 3 fill 2 whole subtrees, not 1.'",
    "0, 3, 3, 'The leaves 0 to 3 fill 2 whole subtrees, not 3.'",
    "1, 8, 2, 'The leaves 1 to 8 fill 3 whole subtrees, not 2.'",
    "5, 5, 1, 'The leaves 5 to 5 fill 0 whole subtrees, not 1.'",
  })
  void aBlockOfAnotherShapeIsRefused(long start, long end, int nodes, String message) {
    List<Hash> hashes = RfcTree.leaves(nodes);
    assertThatThrownBy(() -> new TreeBlock<>(start, end, hashes))
        .isInstanceOf(Breach.class)
        .hasMessage(message);
  }

  @Test
  void aBlockOfManyLeavesIsSmall() {
    TreeBuilder<Hash> tree = new TreeBuilder<>(1, NodeRule.PLAIN);
    Hash leaf = Hash.ofLeaf(new byte[0]);
    for (int i = 0; i < (1 << 17) - 2; i++) {
      tree.add(leaf);
    }
    assertThat(tree.block().nodes()).hasSize(2 * 16);
  }

  static TreeBlock<Hash> block(List<Hash> leaves, int start, int end) {
    TreeBuilder<Hash> builder = new TreeBuilder<>(start, NodeRule.PLAIN);
    leaves.subList(start, end).forEach(builder::add);
    return builder.block();
  }

  /**
   * Walks down from a whole tree: a subtree that lies in the block as a whole is one of its nodes.
   */
  private static void naiveSubtrees(
      List<Hash> leaves, int start, int end, int from, int size, List<Hash> out) {
    if (start <= from && from + size <= end) {
      out.add(RfcTree.naiveRoot(leaves.subList(from, from + size)));
    } else if (from < end && start < from + size) {
      naiveSubtrees(leaves, start, end, from, size / 2, out);
      naiveSubtrees(leaves, start, end, from + size / 2, size / 2, out);
    }
  }
}
