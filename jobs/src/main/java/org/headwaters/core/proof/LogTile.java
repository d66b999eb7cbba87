package org.headwaters.core.proof;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.headwaters.core.InvalidInput;

/**
 * A file of a log as it is served (c2sp.org, tlog-tiles): up to 256 neighbouring nodes of every
 * eighth level of the tree. Full tiles never change; the last of a level is partial until it is
 * full.
 *
 * @param level 0 for leaves, 1 for the roots of full tiles of leaves …
 * @param index how many tiles of the level lie before it
 * @param width how many nodes it holds, 1 to 256
 */
public record LogTile(int level, long index, int width) {
  /** Nodes of a full tile. */
  public static final int FULL = 256;

  private static final int HEIGHT = 8;
  private static final int GROUP = 1000;

  public LogTile {
    InvalidInput.check(
        0 <= level && level < Long.SIZE && 0 <= index && 1 <= width && width <= FULL,
        "No tile of level %d, index %d and width %d.",
        level,
        index,
        width);
  }

  /** All tiles of a log of so many entries, by level, then index. */
  public static List<LogTile> all(long size) {
    List<LogTile> tiles = new ArrayList<>();
    int level = 0;
    for (long nodes = size; nodes > 0; nodes /= FULL, level++) {
      int at = level;
      LongStream.range(0, nodes / FULL).forEach(i -> tiles.add(new LogTile(at, i, FULL)));
      if (nodes % FULL > 0) {
        tiles.add(new LogTile(level, nodes / FULL, (int) (nodes % FULL)));
      }
    }
    return tiles;
  }

  /** Every file of a log but its checkpoint, by path: tiles, and bundles of entries. */
  public static SortedMap<String, byte[]> files(List<byte[]> entries) {
    GrowingTree<Hash> tree = new GrowingTree<>(NodeRule.PLAIN);
    entries.forEach(entry -> tree.add(Hash.ofLeaf(entry)));
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (LogTile tile : all(entries.size())) {
      files.put(tile.path(), tile.bytes(tree));
      if (tile.level == 0) {
        int first = Math.toIntExact(tile.index * FULL);
        files.put(
            tile.entriesPath(), EntryBundle.bytes(entries.subList(first, first + tile.width)));
      }
    }
    return files;
  }

  /** Where its hashes lie: {@code tile/0/x001/x234/067.p/5}. */
  public String path() {
    return "tile/" + level + "/" + place();
  }

  /** Where the entries lie whose hashes are in this tile of level 0. */
  public String entriesPath() {
    InvalidInput.check(level == 0, "Tiles of level %d have no entries.", level);
    return "tile/entries/" + place();
  }

  private String place() {
    String place = String.format(Locale.ROOT, "%03d", index % GROUP);
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      place = String.format(Locale.ROOT, "x%03d/%s", rest % GROUP, place);
    }
    return width == FULL ? place : place + ".p/" + width;
  }

  /** The tile's bytes: 32 a node. */
  public byte[] bytes(GrowingTree<Hash> tree) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < width; i++) {
      out.writeBytes(tree.node(level * HEIGHT, index * FULL + i).bytes());
    }
    return out.toByteArray();
  }

  /**
   * The nodes of a tile that was read.
   *
   * @throws InvalidInput unless it holds as many as its path says
   */
  public List<Hash> nodes(byte[] bytes) {
    InvalidInput.check(
        bytes.length == width * Hash.LENGTH,
        "%s has %d bytes, not %d.",
        path(),
        bytes.length,
        width * Hash.LENGTH);
    List<Hash> nodes = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += Hash.LENGTH) {
      nodes.add(Hash.ofBytes(java.util.Arrays.copyOfRange(bytes, at, at + Hash.LENGTH)));
    }
    return nodes;
  }
}
