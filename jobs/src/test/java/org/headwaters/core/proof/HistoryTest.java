package org.headwaters.core.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;

final class HistoryTest {
  private static final List<byte[]> ENTRIES = CheckpointTest.entries(9);

  @Test
  void copiesOfDifferentDaysAgree() {
    for (int mine = 0; mine <= 9; mine++) {
      for (int yours = 0; yours <= 9; yours++) {
        assertThat(
                history(ENTRIES.subList(0, mine))
                    .firstDifference(history(ENTRIES.subList(0, yours))))
            .isEmpty();
      }
    }
    assertThat(history(ENTRIES).checkpoint().size()).isEqualTo(9);
    assertThat(history(ENTRIES).entries().get(8)).isEqualTo(ENTRIES.get(8));
  }

  @Test
  void twoTruthsAreNamedByTheFirstEntryInWhichTheyDiffer() {
    for (int at = 0; at < 9; at++) {
      List<byte[]> other = new ArrayList<>(ENTRIES);
      other.set(at, "{\"seq\":\"x\"}".getBytes(UTF_8));
      assertThat(history(ENTRIES).firstDifference(history(other))).contains((long) at);
      assertThat(history(other).firstDifference(history(ENTRIES.subList(0, at)))).isEmpty();
      assertThat(history(other).firstDifference(history(ENTRIES.subList(0, at + 1))))
          .contains((long) at);
    }
    History elsewhere = new History("b", new Checkpoint("log.example/b", 0, Hash.EMPTY), List.of());
    assertThatThrownBy(() -> history(ENTRIES).firstDifference(elsewhere))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("log.example/a and log.example/b are different logs; compare copies of one.");
  }

  @Test
  void entriesMustMakeTheCheckpoint() {
    Checkpoint checkpoint = history(ENTRIES).checkpoint();
    assertThatThrownBy(() -> new History("copy", checkpoint, ENTRIES.subList(0, 8)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("copy has 8 entries; its checkpoint says 9.");
    List<byte[]> other = new ArrayList<>(ENTRIES);
    other.set(3, ENTRIES.get(4));
    assertThatThrownBy(() -> new History("copy", checkpoint, other))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("copy: its 9 entries make the root ")
        .hasMessageEndingWith("its checkpoint says " + checkpoint.root() + ".");
  }

  @Test
  void aBookingWithTwoEntriesIsNamed() {
    List<byte[]> entries = new ArrayList<>(ENTRIES);
    entries.add(ENTRIES.get(2));
    entries.add("{}".getBytes(UTF_8));
    entries.add("{}".getBytes(UTF_8));
    entries.add(ENTRIES.get(2));
    History history = history(entries);
    assertThat(
            history.twice(
                entry -> {
                  String text = new String(entry, UTF_8);
                  return text.equals("{}") ? Optional.empty() : Optional.of(text);
                }))
        .containsExactly(
            new History.Conflict("{\"seq\":\"2\"}", 2, 9),
            new History.Conflict("{\"seq\":\"2\"}", 2, 12));
    assertThat(history(ENTRIES).twice(entry -> Optional.of(new String(entry, UTF_8)))).isEmpty();
  }

  @Test
  void contributionsWithTwoRootsAreNamed() {
    Hash one = Hash.parseHex(RfcTree.ROOTS.get(1));
    Hash two = Hash.parseHex(RfcTree.ROOTS.get(2));
    History.Given a = new History.Given(0, "a/documents", one);
    assertThat(
            History.twoRoots(
                List.of(
                    a,
                    new History.Given(0, "b/documents", two),
                    new History.Given(1, "a/documents", one),
                    new History.Given(4, "a/documents", two))))
        .containsExactly(new History.Conflict("a/documents", 0, 4));
    assertThat(History.twoRoots(List.of(a, a))).isEmpty();
  }

  private static History history(List<byte[]> entries) {
    Hash root = entries.isEmpty() ? Hash.EMPTY : CheckpointTest.tree(entries).root(entries.size());
    return new History("copy", new Checkpoint("log.example/a", entries.size(), root), entries);
  }
}
