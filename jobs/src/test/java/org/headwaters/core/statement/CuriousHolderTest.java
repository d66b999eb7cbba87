package org.headwaters.core.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.headwaters.core.proof.GrowingTree;
import org.headwaters.core.proof.SumNode;
import org.headwaters.core.proof.Sums;
import org.junit.jupiter.api.Test;

/** What a holder who keeps all files learns of others: as much as docs/guides/payee.md says. */
final class CuriousHolderTest {
  private static final int MONTHS = 10;

  /** A tree in which holder k is owed 2^k: a sum tells whose amounts are in it. */
  private static List<Set<Integer>> learnt(int holders, int own) {
    GrowingTree<SumNode> tree = new GrowingTree<>(SumNode.RULE);
    for (int i = 0; i < holders; i++) {
      byte[] data = {(byte) i};
      tree.add(SumNode.leaf(new Sums(List.of(BigInteger.ONE.shiftLeft(i), BigInteger.ZERO)), data));
    }
    List<Set<Integer>> learnt = new ArrayList<>();
    for (SumNode sibling : tree.inclusion(own, holders)) {
      Set<Integer> in = new HashSet<>();
      BigInteger sum = sibling.sums().each().get(0);
      for (int i = 0; i < holders; i++) {
        if (sum.testBit(i)) {
          in.add(i);
        }
      }
      learnt.add(in);
    }
    return learnt;
  }

  @Test
  void aProofTellsTheAmountsOfTwoOthersAtMostAndOfNobodyTwice() {
    int most = 0;
    for (int holders = 2; holders <= 70; holders++) {
      for (int own = 0; own < holders; own++) {
        List<Set<Integer>> learnt = learnt(holders, own);
        Set<Integer> all = new HashSet<>();
        learnt.forEach(all::addAll);
        assertThat(all).hasSize(holders - 1).doesNotContain(own);
        int alone = (int) learnt.stream().filter(in -> in.size() == 1).count();
        assertThat(alone).as("%s of %s", own, holders).isLessThanOrEqualTo(2);
        most = Math.max(most, alone);
      }
    }
    assertThat(most).isEqualTo(2);
  }

  /** The same holders each month: the same neighbour, an amount a month. */
  @Test
  void tenMonthsTellTenAmountsOfOneNeighbour() {
    Set<Set<Integer>> neighbours = new HashSet<>();
    int amounts = 0;
    for (int month = 0; month < MONTHS; month++) {
      for (Set<Integer> in : learnt(37, 5)) {
        if (in.size() == 1) {
          neighbours.add(in);
          amounts++;
        }
      }
    }
    assertThat(neighbours).containsExactly(Set.of(4));
    assertThat(amounts).isEqualTo(MONTHS);
  }

  @Test
  void aFileNamesNobodyButThoseWhoClaimTheSameSource() {
    String text =
        new String(new ProvedWorld().file(ProvedWorld.ADA).bytes(), StandardCharsets.UTF_8);
    assertThat(text)
        .contains(ProvedWorld.ADA, ProvedWorld.BEN, "holder:stranger", ProvedWorld.SOURCE)
        .doesNotContain(ProvedWorld.CY, "domain:a.example", "domain:z.example");
    // Cy's leaf hangs alone at the right edge: what Cy got is told, that it was Cy is not.
    assertThat(text).contains("\"499997\",\"0\"]");
  }
}
