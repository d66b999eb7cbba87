package org.headwaters.core.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SumTreeTest {
  private static final BigInteger MOST = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);

  /** By Python's hmac: zero bytes for a secret, statements of aa, holder:~b. */
  private static final String KNOWN_SALT =
      "e9c802da0f2622bbef023284763ee0974ab3840f5cae3500643b004052a513cd";

  @Test
  void rootsAndTotalsAreThoseOfTheSeparateCalculation() {
    int trees = 0;
    for (JsonNode vector : ProofVectors.ALL.get("sum_trees")) {
      List<SumNode> leaves = new ArrayList<>();
      for (JsonNode leaf : vector.get("leaves")) {
        List<BigInteger> sums =
            ProofVectors.texts(leaf.get(0)).stream().map(BigInteger::new).toList();
        leaves.add(SumNode.leaf(new Sums(sums), leaf.get(1).asText().getBytes(UTF_8)));
      }
      SumNode root = tree(leaves).root();
      assertThat(root.hash().hex()).isEqualTo(vector.get("root").asText());
      assertThat(root.sums().each().stream().map(BigInteger::toString).toList())
          .isEqualTo(ProofVectors.texts(vector.get("sums")));
      // As blocks, which is how Spark builds them.
      TreeBuilder<SumNode> blocks = new TreeBuilder<>(SumNode.RULE);
      TreeBuilder<SumNode> rest = new TreeBuilder<>(1, SumNode.RULE);
      leaves.subList(1, leaves.size()).forEach(rest::add);
      blocks.add(leaves.get(0)).add(rest.block());
      assertThat(blocks.block().root(SumNode.RULE, SumNode.empty(1))).isEqualTo(root);
      trees++;
    }
    assertThat(trees).isEqualTo(5);
  }

  @Test
  void aProofAlsoTellsWhatLiesBeforeAndTheTotals() {
    Random random = new Random(8);
    for (int size = 1; size <= 20; size++) {
      List<SumNode> leaves = leaves(random, size);
      SumTree tree = tree(leaves);
      Sums before = Sums.zero(2);
      Sums total = leaves.stream().map(SumNode::sums).reduce(Sums.zero(2), Sums::plus);
      for (int index = 0; index < size; index++) {
        SumProof.Place place = tree.proof(index).check(leaves.get(index), size, tree.root().hash());
        assertThat(place).isEqualTo(new SumProof.Place(index, size, before, total));
        before = before.plus(leaves.get(index).sums());
      }
      assertThat(tree.size()).isEqualTo(size);
    }
  }

  /** Whoever moves money between siblings keeps the total; a hash of totals would not notice. */
  @Test
  void everyChangedSumOfAProofIsRefusedAlsoIfTheTotalStays() {
    List<SumNode> leaves = leaves(new Random(9), 13);
    SumTree tree = tree(leaves);
    for (int index = 0; index < leaves.size(); index++) {
      SumProof proof = tree.proof(index);
      List<SumNode> path = proof.inclusion().path();
      for (int at = 0; at < path.size(); at++) {
        for (int figure = 0; figure < 2; figure++) {
          List<SumNode> changed = new ArrayList<>(path);
          changed.set(at, moved(path.get(at), figure, 1));
          refused(tree, index, leaves.get(index), changed);
          // The same micro taken from another sibling, or from the leaf itself.
          changed.set(0, moved(changed.get(0), figure, -1));
          if (at > 0) {
            refused(tree, index, leaves.get(index), changed);
          }
          changed = new ArrayList<>(path);
          changed.set(at, moved(path.get(at), figure, 1));
          refused(tree, index, moved(leaves.get(index), figure, -1), changed);
        }
      }
      refused(tree, index, moved(leaves.get(index), 0, 1), path);
      refused(tree, index, new SumNode(Hash.EMPTY, leaves.get(index).sums()), path);
    }
  }

  @Test
  void aLeafStandsInOnePlaceOnly() {
    List<SumNode> leaves = leaves(new Random(10), 11);
    SumTree tree = tree(leaves);
    for (int index = 0; index < leaves.size(); index++) {
      for (int other = 0; other < leaves.size(); other++) {
        if (other != index) {
          refused(tree, other, leaves.get(index), tree.proof(index).inclusion().path());
        }
      }
    }
    SumProof proof = tree.proof(3);
    assertThatThrownBy(() -> proof.check(leaves.get(3), 12, tree.root().hash()))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Proof of leaf 3 of 11: the tree has 12 leaves.");
  }

  @Test
  void aSumThatWouldWrapIsRefused() {
    SumNode most = SumNode.leaf(new Sums(List.of(MOST)), new byte[0]);
    SumNode one = SumNode.leaf(Sums.of(1), new byte[0]);
    String message = "A sum of 340282366920938463463374607431768211456 does not fit";
    assertThatThrownBy(() -> SumNode.RULE.parent(most, one))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(message);
    assertThat(SumNode.RULE.parent(most, SumNode.leaf(Sums.of(0), new byte[0])).sums().each())
        .containsExactly(MOST);
    assertThatThrownBy(
            () -> new SumProof(new Inclusion<>(0, 2, List.of(one))).check(most, 2, Hash.EMPTY))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(message);
    assertThatThrownBy(() -> Sums.of(-1))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("A sum of -1 does not fit: sums are 0 to 2^128 - 1.");
  }

  @Test
  void sumsAreSixteenBytesEach() {
    assertThat(Hash.of(Sums.of(0, 1, 258).bytes()))
        .isEqualTo(
            Hash.of(new byte[16], new byte[15], new byte[] {1}, new byte[14], new byte[] {1, 2}));
    byte[] all = new Sums(List.of(MOST)).bytes();
    assertThat(all).hasSize(16).containsOnly(0xFF);
    for (BigInteger sum : List.of(BigInteger.ZERO, BigInteger.TWO.pow(127), MOST)) {
      Sums sums = new Sums(List.of(sum, BigInteger.ONE));
      assertThat(Sums.ofBytes(sums.bytes())).isEqualTo(sums);
    }
    assertThatThrownBy(() -> Sums.ofBytes(new byte[17]))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Sums have 16 bytes each, not 17.");
    assertThatThrownBy(() -> Sums.ofBytes(new byte[0]))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("A node without sums.");
    assertThatThrownBy(() -> Sums.of(1).plus(Sums.of(1, 2)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("A node of 1 sums beside one of 2.");
  }

  @Test
  void nodesAreReadAsTheyAreWritten() {
    SumNode node = SumNode.leaf(Sums.of(7, 9), new byte[] {1});
    assertThat(SumNode.RULE.ofBytes(SumNode.RULE.bytes(node))).isEqualTo(node);
    assertThat(NodeRule.PLAIN.ofBytes(NodeRule.PLAIN.bytes(node.hash()))).isEqualTo(node.hash());
    for (int length : new int[] {0, 31, 32, 47}) {
      assertThatThrownBy(() -> SumNode.RULE.ofBytes(new byte[length]))
          .isInstanceOf(InvalidInput.class)
          .hasMessageMatching("A hash has 32 bytes.*|A node without sums.|Sums have 16 bytes.*");
    }
  }

  @Test
  void keysRise() {
    SumTree tree = new SumTree("statements of x", 1);
    assertThat(tree.root()).isEqualTo(SumNode.empty(1));
    SumNode leaf = SumNode.leaf(Sums.of(1), new byte[0]);
    tree.add("", leaf).add("\uFFFD", leaf);
    assertThatThrownBy(() -> tree.add("\uFFFD", leaf))
        .isInstanceOf(Breach.class)
        .hasMessage("Tree statements of x: two leaves of the key \uFFFD.");
    assertThatThrownBy(() -> tree.add("a", leaf))
        .isInstanceOf(Breach.class)
        .hasMessage("Tree statements of x: the key a stands behind \uFFFD.");
    assertThatThrownBy(() -> tree.add("\uD83D\uDE00", SumNode.leaf(Sums.of(1, 2), new byte[0])))
        .isInstanceOf(Breach.class)
        .hasMessageEndingWith("has 2 sums, not 1.");
    assertThat(tree.add("\uD83D\uDE00", leaf).size()).isEqualTo(3);
    assertThat(tree.root().sums()).isEqualTo(Sums.of(3));
  }

  @Test
  void aLeafSaysItsTreeAndItsSaltDependsOnAll() {
    byte[] secret = new byte[32];
    String salt = SumLeaf.salt(secret, SumLeaf.Kind.STATEMENTS, "aa", "holder:~b");
    assertThat(salt).isEqualTo(KNOWN_SALT);
    Set<String> salts = new HashSet<>(Set.of(salt));
    salts.add(SumLeaf.salt(new byte[] {1}, SumLeaf.Kind.STATEMENTS, "aa", "holder:~b"));
    salts.add(SumLeaf.salt(secret, SumLeaf.Kind.CLAIMS, "aa", "holder:~b"));
    salts.add(SumLeaf.salt(secret, SumLeaf.Kind.STATEMENTS, "a", "holder:~b"));
    salts.add(SumLeaf.salt(secret, SumLeaf.Kind.STATEMENTS, "aa", "holder:~c"));
    assertThat(salts).hasSize(5);
    SumLeaf leaf =
        new SumLeaf(
            SumLeaf.Kind.STATEMENTS,
            "aa",
            salt,
            Map.of("nonce", "n", "holder", "holder:~b"),
            Sums.of(5, 3));
    assertThat(new String(leaf.data(), UTF_8))
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "[\"statements\",\"aa\",\"%s\",{\"holder\":\"holder:~b\",\"nonce\":\"n\"}]",
                salt));
    assertThat(leaf.node()).isEqualTo(SumNode.leaf(Sums.of(5, 3), leaf.data()));
    SumLeaf replayed = new SumLeaf(leaf.kind(), "ab", salt, leaf.content(), leaf.sums());
    assertThat(replayed.node()).isNotEqualTo(leaf.node());
  }

  @Test
  void proofsAreReadAsTheyAreWritten() {
    List<SumNode> leaves = leaves(new Random(11), 6);
    for (int index = 0; index < 6; index++) {
      SumProof proof = tree(leaves).proof(index);
      Json written = Json.parse("it", proof.json().bytes());
      assertThat(SumProof.of("it", written)).isEqualTo(proof);
    }
    assertThat(tree(leaves(new Random(11), 1)).proof(0).json().canonical())
        .isEqualTo("{\"index\":\"0\",\"path\":[],\"size\":\"1\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"index\":\"0\",\"path\":[]}",
        "{\"index\":\"0\",\"more\":\"\",\"path\":[],\"size\":\"1\"}",
        "{\"index\":[],\"path\":[],\"size\":\"1\"}",
        "{\"index\":\"0\",\"path\":\"\",\"size\":\"1\"}",
        "{\"index\":\"00\",\"path\":[],\"size\":\"1\"}",
        "{\"index\":\"-1\",\"path\":[],\"size\":\"1\"}",
        "{\"index\":\"+1\",\"path\":[],\"size\":\"1\"}",
        "{\"index\":\"\",\"path\":[],\"size\":\"1\"}",
        "{\"index\":\"0\",\"path\":[],\"size\":\"9223372036854775808\"}",
        "{\"index\":\"0\",\"path\":[\"a\"],\"size\":\"1\"}",
        "{\"index\":\"0\",\"path\":[[[]]],\"size\":\"1\"}",
        "{\"index\":\"0\",\"path\":[[]],\"size\":\"1\"}",
        "{\"index\":\"0\",\"path\":[[\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"]],\"size\":\"1\"}",
        "{\"index\":\"0\",\"path\":[[\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\"x\"]],\"size\":\"1\"}",
        "{\"index\":\"0\",\"path\":[[\"e3\",\"1\"]],\"size\":\"1\"}"
      })
  void anythingElseIsNoProof(String text) {
    Json json = Json.parse("it", text.getBytes(UTF_8));
    assertThatThrownBy(() -> SumProof.of("proof.json", json))
        .isInstanceOf(InvalidInput.class)
        .hasMessageMatching("(proof.json(, (path|index|size))?: |Not a hash: ).*");
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807, 9223372036854775807", "0, 0", "10, 10", "9, 9"})
  void numbersOfProofsAreRead(String text, long number) {
    assertThat(Decimals.count("it", text)).isEqualTo(number);
  }

  @Test
  void aNumberTooLargeIsNamed() {
    assertThatThrownBy(() -> Decimals.count("size", "9223372036854775808"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("size: 9223372036854775808 is beyond 2^63 - 1.");
    assertThat(Decimals.natural("it", MOST.toString())).isEqualTo(MOST);
  }

  private static SumTree tree(List<SumNode> leaves) {
    SumTree tree = new SumTree("test", leaves.get(0).sums().each().size());
    for (int i = 0; i < leaves.size(); i++) {
      tree.add(String.format(Locale.ROOT, "%03d", i), leaves.get(i));
    }
    return tree;
  }

  private static List<SumNode> leaves(Random random, int count) {
    List<SumNode> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(
          SumNode.leaf(
              Sums.of(1 + random.nextInt(1_000_000), 1 + random.nextInt(1000)),
              new byte[] {(byte) i}));
    }
    return leaves;
  }

  private static SumNode moved(SumNode node, int figure, int micros) {
    List<BigInteger> sums = new ArrayList<>(node.sums().each());
    sums.set(figure, sums.get(figure).add(BigInteger.valueOf(micros)));
    return new SumNode(node.hash(), new Sums(sums));
  }

  private static void refused(SumTree tree, long index, SumNode leaf, List<SumNode> path) {
    SumProof proof = new SumProof(new Inclusion<>(index, tree.size(), path));
    assertThatThrownBy(() -> proof.check(leaf, tree.size(), tree.root().hash()))
        .as("leaf %s by %s", index, path)
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("Proof of leaf " + index);
  }
}
