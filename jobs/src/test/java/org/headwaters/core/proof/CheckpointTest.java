package org.headwaters.core.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A log as it is served: its checkpoint, its files, its proofs. */
final class CheckpointTest {
  private static final SigningKey LOG = SignedNoteTest.LOG;
  private static final String ROOT = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=";
  private static final Checkpoint EIGHT =
      new Checkpoint("log.example/a", 8, Hash.parseHex(RfcTree.ROOTS.get(8)));

  @Test
  void aCheckpointIsThreeLinesAndTheSameKeySignsTheSameBytes() {
    SignedNote note = EIGHT.sign(LOG);
    assertThat(note.text()).isEqualTo("log.example/a\n8\n" + ROOT + "\n");
    assertThat(note.bytes()).isEqualTo(EIGHT.sign(LOG).bytes());
    assertThat(Checkpoint.open("cp", note, LOG.key())).isEqualTo(EIGHT);
    Checkpoint empty = new Checkpoint("log.example/a", 0, Hash.EMPTY);
    assertThat(Checkpoint.open("cp", empty.sign(LOG), LOG.key())).isEqualTo(empty);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log.example/a\n8\n",
        "log.example/a\n8\n" + ROOT + "\nmore\n",
        "log.example/a\n8\n\n" + ROOT + "\n",
        "log.example/a\n08\n" + ROOT + "\n",
        "log.example/a\n+8\n" + ROOT + "\n",
        "log.example/a\n0\n" + ROOT + "\n",
        "log.example/a\n8\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "log.example/a\n9223372036854775808\n" + ROOT + "\n",
        "log.example/a\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyh=\n",
        "log.example/a\n8\nXcnaeacGWamtVZy3Ad7Zoqud\n",
        "log.example/b\n8\n" + ROOT + "\n",
        "log.example/a b\n8\n" + ROOT + "\n",
      })
  void whatTheLogSignedMustBeACheckpointOfIts(String text) {
    SignedNote note = SignedNote.of(text, LOG);
    assertThatThrownBy(() -> Checkpoint.open("cp", note, LOG.key()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageMatching("(cp(:|,)|Checkpoint of|The key|'.*' cannot name).*");
  }

  @Test
  void aKeyOfAnotherNameSignsNoCheckpoint() {
    SigningKey other = SignedNoteTest.key("log.example/b", NoteKey.Use.NOTE, 1);
    assertThatThrownBy(() -> EIGHT.sign(other))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("The key %s is not that of the log log.example/a.", other.key());
    assertThatThrownBy(
            () -> new Checkpoint("log.example/a", -1, Hash.parseHex(RfcTree.ROOTS.get(1))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("-1 entries cannot have the root");
  }

  @Test
  void aProofFileIsReadAsItIsWritten() {
    List<byte[]> entries = entries(11);
    GrowingTree<Hash> tree = tree(entries);
    SignedNote note = new Checkpoint("log.example/a", 11, tree.root(11)).sign(LOG);
    for (int index = 0; index < 11; index++) {
      for (Optional<String> extra :
          List.of(Optional.<String>empty(), Optional.of("{\"é\":\"\"}"))) {
        TlogProof proof = new TlogProof(extra, index, tree.inclusion(index, 11), note);
        TlogProof read = TlogProof.parse("p", proof.bytes());
        assertThat(read).isEqualTo(proof);
        assertThat(read.check(entries.get(index), LOG.key()).size()).isEqualTo(11);
        byte[] other = entries.get((index + 1) % 11);
        assertThatThrownBy(() -> read.check(other, LOG.key()))
            .isInstanceOf(InvalidInput.class)
            .hasMessageStartingWith("Proof of leaf " + index + " of 11: it leads to the root");
      }
    }
    TlogProof proof = new TlogProof(Optional.of("x"), 10, tree.inclusion(10, 11), note);
    assertThat(new String(proof.bytes(), UTF_8))
        .isEqualTo(
            "c2sp.org/tlog-proof@v1\nextra eA==\nindex 10\n"
                + tree.node(1, 4).base64()
                + "\n"
                + tree.node(3, 0).base64()
                + "\n\n"
                + note);
  }

  @Test
  void everyChangedByteOfAProofFileIsRefused() {
    List<byte[]> entries = entries(11);
    GrowingTree<Hash> tree = tree(entries);
    SignedNote note = new Checkpoint("log.example/a", 11, tree.root(11)).sign(LOG);
    byte[] file = new TlogProof(Optional.empty(), 6, tree.inclusion(6, 11), note).bytes();
    for (int at = 0; at < file.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        file[at] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> TlogProof.parse("p", file).check(entries.get(6), LOG.key()))
            .as("byte %s, bit %s", at, bit)
            .isInstanceOf(InvalidInput.class);
        file[at] ^= (byte) (1 << bit);
      }
    }
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> TlogProof.parse("p", cut).check(entries.get(6), LOG.key()))
          .as("the first %s bytes", length)
          .isInstanceOf(InvalidInput.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c2sp.org/tlog-proof@v2;index 0;           | p, line 1: expected c2sp.org/tlog-proof@v1.",
        "c2sp.org/tlog-proof@v1;                   | p, line 2: expected 'index ' and a number.",
        "c2sp.org/tlog-proof@v1;extra eB==;index 0; | p, line 2: not base64: 'eB=='.",
        "c2sp.org/tlog-proof@v1;extra eA==;indexx; | p, line 3: expected 'index ' and a number.",
        "c2sp.org/tlog-proof@v1;index 00;          | p, line 2: '00' is no whole number as proofs"
            + " write it, such as 0 or 4711.",
        "c2sp.org/tlog-proof@v1;index 0;AAAA;      | p, line 3: a hash has 32 bytes, not 3.",
        "c2sp.org/tlog-proof@v1;index 0;!;         | p, line 3: not base64: '!'.",
      })
  void aProofFileOfAnotherFormIsRefusedWithTheLine(String head, String message) {
    String file = head.replace(';', '\n') + "\n" + EIGHT.sign(LOG);
    assertThatThrownBy(() -> TlogProof.parse("p", file.getBytes(UTF_8)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(message);
  }

  @Test
  void aPathHasAtMostSixtyThreeHashes() {
    SignedNote note = EIGHT.sign(LOG);
    List<Hash> longest = RfcTree.leaves(63);
    TlogProof proof = new TlogProof(Optional.empty(), 0, longest, note);
    assertThat(TlogProof.parse("p", proof.bytes())).isEqualTo(proof);
    byte[] longer = new TlogProof(Optional.empty(), 0, RfcTree.leaves(64), note).bytes();
    assertThatThrownBy(() -> TlogProof.parse("p", longer))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("p: too many hashes.");
  }

  static GrowingTree<Hash> tree(List<byte[]> entries) {
    GrowingTree<Hash> tree = new GrowingTree<>(NodeRule.PLAIN);
    entries.forEach(entry -> tree.add(Hash.ofLeaf(entry)));
    return tree;
  }

  static List<byte[]> entries(int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(("{\"seq\":\"" + i + "\"}").getBytes(UTF_8));
    }
    return entries;
  }
}
