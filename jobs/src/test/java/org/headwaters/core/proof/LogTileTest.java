package org.headwaters.core.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogTileTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 0, 1, tile/0/000.p/1",
    "1, 999, 255, tile/1/999.p/255",
    "0, 1000, 256, tile/0/x001/000",
    "2, 1234067, 256, tile/2/x001/x234/067",
    "63, 1234067, 7, tile/63/x001/x234/067.p/7",
    "0, 1000000, 256, tile/0/x001/x000/000",
  })
  void aTileHasItsPlace(int level, long index, int width, String path) {
    LogTile tile = new LogTile(level, index, width);
    assertThat(tile.path()).isEqualTo(path);
    if (level == 0) {
      assertThat(tile.entriesPath()).isEqualTo(path.replace("tile/0/", "tile/entries/"));
    } else {
      assertThatThrownBy(tile::entriesPath)
          .isInstanceOf(InvalidInput.class)
          .hasMessage("Tiles of level %d have no entries.", level);
    }
  }

  /** The example of the specification, and the sizes around full tiles. */
  @Test
  void aLogHasATileForEveryEighthLevel() {
    List<LogTile> tiles = LogTile.all(70_000);
    assertThat(tiles).hasSize(273 + 1 + 1 + 1 + 1);
    assertThat(tiles.get(272)).isEqualTo(new LogTile(0, 272, 256));
    assertThat(tiles.subList(273, 277))
        .containsExactly(
            new LogTile(0, 273, 112),
            new LogTile(1, 0, 256),
            new LogTile(1, 1, 17),
            new LogTile(2, 0, 1));
    assertThat(LogTile.all(0)).isEmpty();
    assertThat(LogTile.all(1)).containsExactly(new LogTile(0, 0, 1));
    assertThat(LogTile.all(255)).containsExactly(new LogTile(0, 0, 255));
    assertThat(LogTile.all(256)).containsExactly(new LogTile(0, 0, 256), new LogTile(1, 0, 1));
    assertThat(LogTile.all(257))
        .containsExactly(new LogTile(0, 0, 256), new LogTile(0, 1, 1), new LogTile(1, 0, 1));
  }

  @Test
  void aTileHoldsTheNodesOfItsLevel() {
    List<Hash> leaves = RfcTree.leaves(600);
    GrowingTree<Hash> tree = InclusionTest.tree(leaves);
    for (LogTile tile : LogTile.all(600)) {
      List<Hash> nodes = tile.nodes(tile.bytes(tree));
      assertThat(nodes).hasSize(tile.width());
      for (int i = 0; i < nodes.size(); i++) {
        int size = tile.level() == 0 ? 1 : 256;
        int start = ((int) tile.index() * 256 + i) * size;
        assertThat(nodes.get(i)).isEqualTo(RfcTree.naiveRoot(leaves.subList(start, start + size)));
      }
    }
    LogTile last = new LogTile(0, 2, 88);
    assertThat(last.bytes(tree)).hasSize(88 * 32);
    for (int length : new int[] {0, 88 * 32 - 1, 88 * 32 + 1, 89 * 32}) {
      assertThatThrownBy(() -> last.nodes(new byte[length]))
          .isInstanceOf(InvalidInput.class)
          .hasMessage("tile/0/002.p/88 has %d bytes, not 2816.", length);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 1", "64, 0, 1", "0, -1, 1", "0, 0, 0", "0, 0, 257"})
  void thereIsNoOtherTile(int level, long index, int width) {
    assertThatThrownBy(() -> new LogTile(level, index, width))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("No tile of level %d, index %d and width %d.", level, index, width);
  }

  @Test
  void entriesFollowTheirLengths() {
    byte[] longest = new byte[65_535];
    longest[65_534] = 7;
    List<byte[]> entries = List.of(new byte[0], new byte[] {1, 2}, longest, new byte[300]);
    byte[] file = EntryBundle.bytes(entries);
    assertThat(Arrays.copyOf(file, 8)).containsExactly(0, 0, 0, 2, 1, 2, 0xFF, 0xFF);
    assertThat(Arrays.copyOfRange(file, 8 + 65_535, 10 + 65_535)).containsExactly(1, 44);
    LogTile tile = new LogTile(0, 0, 4);
    List<byte[]> read = EntryBundle.entries(tile, file);
    for (int i = 0; i < 4; i++) {
      assertThat(read.get(i)).isEqualTo(entries.get(i));
    }
    assertThat(EntryBundle.bytes(List.of())).isEmpty();
    assertThatThrownBy(() -> EntryBundle.bytes(List.of(new byte[65_536])))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("An entry of 65536 bytes does not fit into a log; at most 65535 do.");
  }

  @Test
  void aBundleOfAnotherNumberOrCutIsRefused() {
    byte[] file = EntryBundle.bytes(List.of(new byte[] {5}, new byte[] {6, 7}));
    LogTile two = new LogTile(0, 0, 2);
    assertThat(EntryBundle.entries(two, file)).hasSize(2);
    assertThatThrownBy(() -> EntryBundle.entries(new LogTile(0, 0, 3), file))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("tile/entries/000.p/3 has 2 entries, not 3.");
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> EntryBundle.entries(two, cut))
          .as("the first %s bytes", length)
          .isInstanceOf(InvalidInput.class)
          .hasMessageMatching(
              "tile/entries/000.p/2 (has [01] entries, not 2|ends within entry [01], which begins"
                  + " at byte [03])\\.");
    }
  }
}
