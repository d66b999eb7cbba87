package org.headwaters.adapters;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each field of a source's records was taken over, and how often it was passed over, by
 * its path: {@code dependencies.value}, {@code model-index}. A container that nobody reads counts
 * once, by its own path, not by what lies in it.
 */
public final class FieldCounts implements Serializable {
  private static final long serialVersionUID = 1;

  /** More paths than any format has; a map written by a stranger may have a key a record. */
  private static final int PATHS = 1024;

  private static final String FURTHER = "(further paths)";
  private static final int PATH_CHARACTERS = 120;
  private static final int TOLD = 40;

  /** Names of assets, not of documents; further ones keep their ids, without their text. */
  private static final int NAMES = 1 << 16;

  private static final int NAME_CHARACTERS = 200;

  private final TreeMap<String, Long> taken = new TreeMap<>();
  private final TreeMap<String, Long> passedOver = new TreeMap<>();
  private final TreeMap<String, String> names = new TreeMap<>();

  void taken(String path) {
    count(taken, path, 1);
  }

  void passedOver(String path) {
    count(passedOver, path, 1);
  }

  /** Keeps what an unresolved asset was called, which its id does not say. */
  void unresolved(String assetId, String text) {
    if (names.size() < NAMES) {
      names.put(assetId, text.substring(0, Math.min(text.length(), NAME_CHARACTERS)));
    }
  }

  /** What unresolved assets were called, by id: private, as it may be a path on a disk. */
  public SortedMap<String, String> unresolvedNames() {
    return new TreeMap<>(names);
  }

  /** The counts of both; for several files of one source. */
  void add(FieldCounts other) {
    other.taken.forEach((path, times) -> count(taken, path, times));
    other.passedOver.forEach((path, times) -> count(passedOver, path, times));
    other.names.forEach(this::unresolved);
  }

  private static void count(Map<String, Long> counts, String path, long times) {
    String told = counts.containsKey(path) ? path : printable(path);
    boolean known = counts.containsKey(told) || counts.size() < PATHS;
    counts.merge(known ? told : FURTHER, times, Math::addExact);
  }

  /** Paths hold keys that strangers wrote; they end in reports and on terminals. */
  private static String printable(String path) {
    StringBuilder told = new StringBuilder();
    path.codePoints()
        .limit(PATH_CHARACTERS)
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean shown =
                  type != Character.CONTROL
                      && type != Character.FORMAT
                      && type != Character.SURROGATE
                      && type != Character.UNASSIGNED
                      && type != Character.LINE_SEPARATOR
                      && type != Character.PARAGRAPH_SEPARATOR;
              told.appendCodePoint(shown ? c : '?');
            });
    return told.toString();
  }

  /** Records' fields, by path, that became part of a row. */
  public SortedMap<String, Long> taken() {
    return new TreeMap<>(taken);
  }

  /** Records' fields, by path, of which nothing became part of a row. */
  public SortedMap<String, Long> passedOver() {
    return new TreeMap<>(passedOver);
  }

  /** All fields that were looked at; of two readings of one file the fuller one has more. */
  long total() {
    return taken.values().stream().mapToLong(Long::longValue).sum()
        + passedOver.values().stream().mapToLong(Long::longValue).sum()
        + names.size();
  }

  /** What was passed over, in one line: {@code language 7, model-index 3}; empty for nothing. */
  public String told() {
    List<String> told = new ArrayList<>();
    for (Map.Entry<String, Long> entry : passedOver.entrySet()) {
      if (told.size() == TOLD) {
        told.add(String.format(Locale.ROOT, "and %d paths more", passedOver.size() - TOLD));
        break;
      }
      told.add(String.format(Locale.ROOT, "%s %d", entry.getKey(), entry.getValue()));
    }
    return String.join(", ", told);
  }
}
