package org.headwaters.core.proof;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headwaters.core.InvalidInput;

/** A file of up to 256 entries of a log, each after its length in two bytes, big-endian. */
public final class EntryBundle {
  /** Bytes of the longest entry. */
  public static final int ENTRY_LIMIT = 0xFFFF;

  private EntryBundle() {}

  /**
   * The file of these entries.
   *
   * @throws InvalidInput for an entry that is too long
   */
  public static byte[] bytes(List<byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      InvalidInput.check(
          entry.length <= ENTRY_LIMIT,
          "An entry of %d bytes does not fit into a log; at most %d do.",
          entry.length,
          ENTRY_LIMIT);
      out.write(entry.length >> Byte.SIZE);
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return out.toByteArray();
  }

  /**
   * The entries of a file.
   *
   * @param tile where it lies, and how many entries it must have
   * @throws InvalidInput if it has another number of entries, or ends within one
   */
  public static List<byte[]> entries(LogTile tile, byte[] bytes) {
    List<byte[]> entries = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int length =
          at + 1 < bytes.length
              ? ((bytes[at] & 0xFF) << Byte.SIZE) | (bytes[at + 1] & 0xFF)
              : ENTRY_LIMIT;
      int start = at + Short.BYTES;
      InvalidInput.check(
          length <= bytes.length - start,
          "%s ends within entry %d, which begins at byte %d.",
          tile.entriesPath(),
          entries.size(),
          at);
      at = start + length;
      entries.add(Arrays.copyOfRange(bytes, start, at));
    }
    InvalidInput.check(
        entries.size() == tile.width(),
        "%s has %d entries, not %d.",
        tile.entriesPath(),
        entries.size(),
        tile.width());
    return entries;
  }
}
