package org.headwaters.core.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.headwaters.core.InvalidInput;

/** A copy of a log: all its entries, and the checkpoint that they are seen to make. */
public final class History {
  private final Checkpoint checkpoint;
  private final List<byte[]> entries;

  /**
   * A copy whose entries make the checkpoint's root.
   *
   * @param what names the copy in errors
   * @throws InvalidInput if they are not as many, or make another root
   */
  public History(String what, Checkpoint checkpoint, List<byte[]> entries) {
    InvalidInput.check(
        entries.size() == checkpoint.size(),
        "%s has %d entries; its checkpoint says %d.",
        what,
        entries.size(),
        checkpoint.size());
    TreeBuilder<Hash> tree = new TreeBuilder<>(NodeRule.PLAIN);
    entries.forEach(entry -> tree.add(Hash.ofLeaf(entry)));
    Hash root = tree.block().root(NodeRule.PLAIN, Hash.EMPTY);
    InvalidInput.check(
        root.equals(checkpoint.root()),
        "%s: its %d entries make the root %s; its checkpoint says %s.",
        what,
        entries.size(),
        root,
        checkpoint.root());
    this.checkpoint = checkpoint;
    this.entries = entries.stream().map(byte[]::clone).toList();
  }

  /** What the log said when it was copied. */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /** The entries, each as it was logged. */
  public List<byte[]> entries() {
    return entries.stream().map(byte[]::clone).toList();
  }

  /**
   * Index of the first entry in which two copies of one log differ; empty if one begins with the
   * other, as honest copies of different days do.
   *
   * @throws InvalidInput for copies of different logs
   */
  public Optional<Long> firstDifference(History other) {
    InvalidInput.check(
        checkpoint.origin().equals(other.checkpoint.origin()),
        "%s and %s are different logs; compare copies of one.",
        checkpoint.origin(),
        other.checkpoint.origin());
    int both = Math.min(entries.size(), other.entries.size());
    for (int i = 0; i < both; i++) {
      if (!Arrays.equals(entries.get(i), other.entries.get(i))) {
        return Optional.of((long) i);
      }
    }
    return Optional.empty();
  }

  /** Two entries that cannot both be true: what they are about, and where they stand. */
  public record Conflict(String about, long first, long second) {}

  /**
   * Entries that are about the same: a booking that was logged twice has two truths, whatever they
   * say.
   *
   * @param about what an entry is about, such as its booking's number; empty for changes of key
   */
  public List<Conflict> twice(Function<byte[], Optional<String>> about) {
    List<Conflict> conflicts = new ArrayList<>();
    Map<String, Long> seen = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Optional<String> what = about.apply(entries.get(i).clone());
      if (what.isPresent()) {
        Long first = seen.putIfAbsent(what.get(), (long) i);
        if (first != null) {
          conflicts.add(new Conflict(what.get(), first, i));
        }
      }
    }
    return conflicts;
  }

  /**
   * A root that an entry gives to something that never changes.
   *
   * @param entry index of the entry
   * @param id such as a contributions_id and part
   */
  public record Given(long entry, String id, Hash root) {}

  /** Ids that were given two roots, ever; the roots in the order of their entries. */
  public static List<Conflict> twoRoots(Collection<Given> roots) {
    List<Conflict> conflicts = new ArrayList<>();
    Map<String, Given> first = new HashMap<>();
    for (Given given : roots) {
      Given before = first.putIfAbsent(given.id, given);
      if (before != null && !before.root.equals(given.root)) {
        conflicts.add(new Conflict(given.id, before.entry, given.entry));
      }
    }
    return conflicts;
  }
}
